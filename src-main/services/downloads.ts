import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Files that were exported for a browser to fetch. */
export type Downloads = {
  /** A path to write to, and the id to fetch it by. The oldest of many goes. */
  prepare(name: string): { id: string; path: string };
  /** The file, as soon as it is there and as long as it is kept. */
  take(id: string): { path: string; name: string } | null;
};

/** As many files are kept for a second try; older ones go. */
const keptMax = 20;

/** Downloads kept in a temporary folder; whoever made the folder removes it. */
export function startDownloads(folder: string): Downloads {
  const files = new Map<string, { path: string; name: string }>();
  const dropOldest = () => {
    const [oldest] = files;
    if (!oldest || files.size < keptMax) return;
    files.delete(oldest[0]);
    rmSync(oldest[1].path, { force: true });
  };
  return {
    prepare(name) {
      dropOldest();
      // Systems clear their temporary folders of what is some days old; a desk may run for weeks.
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const id = randomUUID();
      // What ends as its kind does opens in programs that go by the ending.
      const path = join(folder, `${id}${extname(name)}`);
      files.set(id, { path, name });
      return { id, path };
    },
    take(id) {
      const file = files.get(id);
      return file && existsSync(file.path) ? file : null;
    },
  };
}
