declare module 'yazl' {
  /** A zip file that is written entry by entry. */
  export class ZipFile {
    readonly outputStream: NodeJS.ReadableStream;
    addBuffer(buffer: Buffer, path: string, options?: { readonly mtime?: Date }): void;
    end(): void;
  }
}
