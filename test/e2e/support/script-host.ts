import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './browser-host.ts';

/** One operation of a script, its input, and the time from then on; strings such as "$1.id" stand for an earlier line's answer. */
export type ScriptLine = { readonly op: string; readonly input?: unknown; readonly now?: string };

/** Runs operations on the ledger of a data folder that no window has open; throws where one is refused. */
export async function runScript(dataDir: string, lines: readonly ScriptLine[]): Promise<void> {
  const file = join(dataDir, 'script.jsonl');
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const host = spawn(process.execPath, ['out/main/script.js', file, '--data', dataDir], { cwd: root });
  let said = '';
  host.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  host.stderr.pipe(process.stderr);
  await once(host, 'close');
  const refused = said.split('\n').find((line) => line.startsWith('{"error"'));
  if (refused !== undefined) throw new Error(`the script was refused: ${refused}`);
  if (said.trim().split('\n').length !== lines.length) throw new Error(`the script ended early: ${said.slice(-500)}`);
}
