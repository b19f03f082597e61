import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../package-root.ts';

const FOLDER = join(packageRoot, 'dist', 'public');

/** Turns `app.css` into the address of its current, hashed file. */
export type AssetPath = (name: string) => string;

/** Serves the built style sheet, script and fonts under `/assets/`, precompressed and for ever. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, policy: 'public' };
    });
    await files.register(fastifyStatic, {
      root: FOLDER,
      prefix: '/assets/',
      preCompressed: true,
      index: false,
      immutable: true,
      maxAge: '365d',
      cacheControl: true,
      decorateReply: false,
    });
  });
}

/** @throws when the assets are not built. */
export function loadAssetPaths(): AssetPath {
  const manifest = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  return (name) => {
    const file = manifest[name];
    if (file === undefined) throw new Error(`There is no asset ${name}.`);
    return `/assets/${file}`;
  };
}
