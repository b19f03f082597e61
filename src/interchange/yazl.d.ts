declare module 'yazl' {
  /** A zip file that is written entry by entry. */
  export class ZipFile {
    readonly outputStream: NodeJS.ReadableStream;
    addBuffer(buffer: Buffer, path: string, options?: { readonly mtime?: Date }): void;
    /** Reads the stream when those before it are written. */
    addReadStream(source: NodeJS.ReadableStream, path: string): void;
    end(): void;
  }
}
