import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';

const noConnection =
  'This window is not connected to Tallydesk. Open it with the address that Tallydesk printed when it started.';

/** The same as a page, for whoever opened an old address; dressed by nothing but what browsers bring along. */
const noConnectionPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width">
<title>Not connected · Tallydesk</title>
<main>
<h1>This window is not connected to Tallydesk.</h1>
<p>Open it with the address that Tallydesk printed when it started. Each start has an address of its own; your data is safe.</p>
</main>
</html>
`;

/** Answers with a sentence; the connection ends, for the request's body may not have been read. */
export function sendSentence(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${sentence}\n`);
}

/** Tells a window that it has no session: as a page, or in the form that the operations' client reads. */
export function sendNoConnection(response: ServerResponse, asOperation: boolean): void {
  if (asOperation) {
    const json = { defined: false, code: 'UNAUTHORIZED', status: 401, message: noConnection };
    response.writeHead(401, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
    response.end(JSON.stringify({ json, meta: [] }));
    return;
  }
  response.writeHead(401, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
  response.end(noConnectionPage);
}

/** Tells a program that its bearer token is missing or wrong. */
export function sendWrongBearer(response: ServerResponse): void {
  response.writeHead(401, { 'content-type': 'application/json; charset=utf-8', 'www-authenticate': 'Bearer' });
  const message = 'The token of this launch is expected as a bearer token in the Authorization header.';
  response.end(JSON.stringify({ code: 'NOT_SIGNED_IN', status: 401, message }));
}

const downloadTypes: Record<string, string> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv; charset=utf-8',
};

/** Sends a file as a download under a name of its own. */
export async function sendDownload(response: ServerResponse, file: { path: string; name: string }): Promise<void> {
  const { size } = await stat(file.path);
  response.writeHead(200, {
    'content-type': downloadTypes[extname(file.name)] ?? 'application/octet-stream',
    'content-length': size,
    'content-disposition': attachment(file.name),
  });
  await pipeline(createReadStream(file.path), response);
}

/** A Content-Disposition for any name: plain for old readers, RFC 5987 for the letters they lack. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
