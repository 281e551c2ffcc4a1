/** What the local store needs of a file system: a part of `node:fs/promises`, so that memory can stand in for a disk. */
/** Times and inode numbers come as bigint, whose nanoseconds tell two writes apart. */
export interface FileStat {
  readonly size: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  isDirectory(): boolean;
}

export interface OpenFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  write(buffer: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  stat(options: { bigint: true }): Promise<FileStat>;
  close(): Promise<void>;
}

export interface FileSystem {
  open(path: string, flags: string): Promise<OpenFile>;
  stat(path: string, options: { bigint: true }): Promise<FileStat>;
  readdir(path: string, options: { withFileTypes: true }): Promise<{ name: string; isDirectory(): boolean }[]>;
  readFile: (path: string, encoding: 'utf8') => Promise<string>;
  mkdir(path: string, options: { recursive: true }): Promise<string | undefined>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  rmdir(path: string): Promise<void>;
  rm(path: string, options: { recursive: true; force: true }): Promise<void>;
}
