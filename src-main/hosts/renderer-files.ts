import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built renderer. */
export type RendererFile = { readonly type: string; readonly body: Buffer<ArrayBuffer> };

/** The built renderer by the path that a page asks for (`/assets/index-a1b2.js`); what is not in here does not exist. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

/** The path of the one page. */
export const pagePath = '/index.html';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/**
 * Reads the built renderer into memory: some megabytes, so that a request never names a file of the disk and a build
 * that replaces the files does not break windows that are open. Throws where there is no built renderer.
 */
export function loadRendererFiles(folder: string): RendererFiles {
  const files = new Map<string, RendererFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, { type, body: readFileSync(file) });
  }
  if (!files.has(pagePath)) throw new Error(`there is no built renderer in ${folder}`);
  return files;
}
