import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Files that were exported for a browser to fetch. */
export type Downloads = {
  /** A path to write to, and the id to fetch it by. */
  prepare(name: string): { id: string; path: string };
  take(id: string): { path: string; name: string } | null;
};

/** Downloads kept in a temporary folder; whoever made the folder removes it. */
export function startDownloads(folder: string): Downloads {
  const files = new Map<string, { path: string; name: string }>();
  return {
    prepare(name) {
      const id = randomUUID();
      const path = join(folder, id);
      files.set(id, { path, name });
      return { id, path };
    },
    take: (id) => files.get(id) ?? null,
  };
}
