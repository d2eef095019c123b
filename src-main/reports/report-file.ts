import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

/** The file system as far as a report needs it; handed in, so that a full disk can be told in a test. */
export type ReportFiles = {
  open(path: string, flags: string): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: boolean }): Promise<void>;
  stat(path: string): Promise<{ isFile(): boolean }>;
};

/** The machine's own file system. */
export const machineFiles: ReportFiles = { open, rename, rm, stat };

/** A file on its way: written under another name beside its target, and put in its place when it is whole. */
export type ReportFile = {
  /** Takes the bytes; a failure of the disk is its `error`. */
  readonly sink: Writable;
  /** Makes the bytes durable, then puts the file in its place; nobody ever sees half a report. */
  finish(): Promise<{ bytes: number; sha256: string }>;
  /** Leaves the target as it was, and nothing beside it. */
  discard(): Promise<void>;
};

/** Begins a report's file at `partPath`, to be put at `targetPath` with a mode of its own where one is told; throws at once where the target can't be replaced. */
export async function openReportFile(
  { targetPath, partPath, mode = null }: { targetPath: string; partPath: string; mode?: number | null },
  files: ReportFiles = machineFiles,
): Promise<ReportFile> {
  await tryReplacing(targetPath, files);
  const handle = await files.open(partPath, 'wx');
  // Disks that know no modes refuse one; the report is as good without.
  if (mode !== null) await handle.chmod(mode).catch(() => {});
  const hash = createHash('sha256');
  let bytes = 0;
  const sink = new Writable({
    highWaterMark: 1 << 20,
    write(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      // Unlike write(), writeFile() goes on until all of the chunk is written; on a handle it continues where it stands.
      handle.writeFile(chunk).then(() => done(), done);
    },
  });
  // Whoever writes waits for the failure through `finished`; without a listener Node would end the process.
  sink.on('error', () => {});
  return {
    sink,
    async finish() {
      await handle.sync();
      await handle.close();
      await files.rename(partPath, targetPath);
      await syncFolder(dirname(targetPath), files);
      return { bytes, sha256: hash.digest('hex') };
    },
    async discard() {
      sink.destroy();
      await handle.close().catch(() => {});
      await files.rm(partPath, { force: true });
    },
  };
}

/** A target that is open elsewhere (Excel locks its files on Windows) is told before the work, not after it. */
async function tryReplacing(targetPath: string, files: ReportFiles): Promise<void> {
  try {
    const target = await files.stat(targetPath);
    if (!target.isFile()) throw Object.assign(new Error(`${targetPath} is not a file`), { code: 'EISDIR' });
    await (await files.open(targetPath, 'r+')).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
}

/** Makes the new name durable; where folders can't be synced (Windows) the system sees to it. */
async function syncFolder(path: string, files: ReportFiles): Promise<void> {
  try {
    const folder = await files.open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // The report is whole and in its place; that its name may take a moment to be durable is no reason to fail.
  }
}
