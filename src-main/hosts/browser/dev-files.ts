import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadRendererFiles, pagePath, type RendererFile, type RendererFiles } from '../renderer-files.ts';

const lookAgainMs = 300;
const versionPath = '/dev-version.txt';
const scriptPath = '/dev-reload.js';

/**
 * The built renderer while it is being developed: read again after each build, with a script in its page that opens the
 * page anew (by the launch's token, for the host may have been started again) when the version is another one.
 */
export function watchRendererFiles(folder: string, token: string): RendererFiles {
  const files = new Map<string, RendererFile>();
  let builtAtMs = 0;
  const read = () => {
    const { mtimeMs } = statSync(join(folder, pagePath), { throwIfNoEntry: false }) ?? { mtimeMs: builtAtMs };
    if (mtimeMs === builtAtMs) return;
    builtAtMs = mtimeMs;
    files.clear();
    for (const [path, file] of loadRendererFiles(folder)) files.set(path, file);
    const page = files.get(pagePath)?.body.toString() ?? '';
    const withReload = page.replace('</head>', `<script type="module" src=".${scriptPath}"></script></head>`);
    files.set(pagePath, { type: 'text/html; charset=utf-8', body: Buffer.from(withReload) });
    files.set(versionPath, { type: 'text/plain', body: Buffer.from(`${process.pid} ${builtAtMs}`) });
    files.set(scriptPath, { type: 'text/javascript', body: Buffer.from(reloadScript(token)) });
  };
  read();
  setInterval(read, lookAgainMs).unref();
  return files;
}

const reloadScript = (token: string) => `
const version = () => fetch('${versionPath}').then((answer) => answer.text()).catch(() => null);
const first = await version();
setInterval(async () => {
  const now = await version();
  if (now === null || now === first) return;
  history.replaceState(null, '', '/?token=${token}' + location.hash);
  location.reload();
}, ${lookAgainMs});
`;
