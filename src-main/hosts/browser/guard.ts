import type { IncomingMessage } from 'node:http';

/** Why a request is turned away before anything of it is read. */
export type Refusal = { readonly status: number; readonly sentence: string };

const usualHttpPort = 80;
const rpcBytesMax = 1024 * 1024;
const importBytesMax = 210 * 1024 * 1024;

/** A request as far as its head tells. */
export type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/**
 * Looks at a request's head alone: is it for this host by its own name (another name means DNS rebinding), does a
 * browser send it from this very origin, and is its body of a length that is known and allowed? Null: it may come in.
 */
export function refusalOf(head: RequestHead, port: number): Refusal | null {
  const host = head.headers.host ?? '';
  if (!ownNames(port).includes(host)) {
    return { status: 421, sentence: 'Tallydesk answers only at its own address on this computer.' };
  }
  if (!isFromThisOrigin(head, host)) {
    return { status: 403, sentence: 'Tallydesk does not answer requests of other web pages.' };
  }
  return bodyRefusal(head);
}

function ownNames(port: number): string[] {
  const names = ['127.0.0.1', 'localhost'];
  const withPort = names.map((name) => `${name}:${port}`);
  // Of the usual port of HTTP browsers say nothing.
  return port === usualHttpPort ? [...withPort, ...names] : withPort;
}

function isFromThisOrigin({ method, headers }: RequestHead, host: string): boolean {
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // A link elsewhere may open the page itself; it comes without the cookie and shows nothing of the ledger.
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/** Node holds a body to its stated length, so a stated length within the limit is all that is needed. */
function bodyRefusal({ method, url = '', headers }: RequestHead): Refusal | null {
  if (method === 'GET' || method === 'HEAD') return null;
  if (headers['transfer-encoding'] !== undefined || headers['content-length'] === undefined) {
    return { status: 411, sentence: 'The request does not say how long it is.' };
  }
  const limit = /^\/rpc\/imports\/(preview|run)$/.test(url) ? importBytesMax : rpcBytesMax;
  if (Number(headers['content-length']) <= limit) return null;
  return { status: 413, sentence: `The request is too large: at most ${limit / 1024 / 1024} MB are taken here.` };
}
