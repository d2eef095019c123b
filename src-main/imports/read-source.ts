import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { refuseTooLarge, shown, UnreadableFile } from './unreadable-file.ts';

/** Where a file's content comes from: a path of this machine, its text, or its bytes. */
export type ImportSource =
  | { readonly path: string }
  | { readonly text: string }
  | { readonly bytes: Uint8Array<ArrayBuffer> };

/** A file's content with its SHA-256 (hex) and the name that a path gives it. */
export type SourceContent = { readonly bytes: Buffer; readonly sha256: string; readonly name: string | null };

/** Reads a source, its size checked first; throws UnreadableFile where there is no readable file. */
export function readSource(source: ImportSource): SourceContent {
  const bytes = bytesOf(source);
  return { bytes, sha256: hash('sha256', bytes, 'hex'), name: 'path' in source ? basename(source.path) : null };
}

function bytesOf(source: ImportSource): Buffer {
  if ('path' in source) return readFileAt(source.path);
  if ('bytes' in source) {
    refuseTooLarge(source.bytes.byteLength);
    return Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength);
  }
  refuseTooLarge(source.text.length);
  const bytes = Buffer.from(source.text, 'utf8');
  refuseTooLarge(bytes.length);
  return bytes;
}

function readFileAt(path: string): Buffer {
  try {
    const facts = statSync(path);
    if (facts.isDirectory()) throw new UnreadableFile(`${shown(path, 200)} is a folder, not a file.`);
    if (!facts.isFile()) throw new UnreadableFile(`${shown(path, 200)} is not a file that can be read.`);
    refuseTooLarge(facts.size);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(fileSentence(path, error));
  }
}

function fileSentence(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const name = shown(path, 200);
  if (code === 'ENOENT' || code === 'ENOTDIR') return `There is no file ${name}.`;
  if (code === 'EACCES' || code === 'EPERM') return `The file ${name} may not be read: its permissions don’t allow it.`;
  return `The file ${name} can’t be read: ${error instanceof Error ? error.message : String(error)}.`;
}
