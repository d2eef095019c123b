import { request as httpRequest } from 'node:http';
import { onTestFinished } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../../src-main/hosts/browser/server.ts';
import { silentLog } from '../../../src-main/platform/log.ts';
import type { TestApp } from '../../support/open-studio.ts';

/** What a host answered. */
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
/** What is asked of a host. */
export type Asked = { path?: string; method?: string; headers?: Record<string, string>; body?: string | Buffer };

/** A host that is open, and how to ask it; `enter` gives a new window's cookie. */
export type Opened = { host: BrowserHost; app: TestApp; ask(asked: Asked): Promise<Answer>; enter(): Promise<string> };

const page =
  '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="./a.js"></script>';

/** Serves an app on a free port; closed after the test. */
export async function openHost(app: TestApp): Promise<Opened> {
  const host = await startBrowserHost({
    app: app.app,
    rendererFiles: new Map([
      ['/index.html', { type: 'text/html; charset=utf-8', body: Buffer.from(page) }],
      ['/assets/a.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('export {}') }],
    ]),
    log: silentLog,
    ports: [0],
  });
  onTestFinished(() => host.close());
  const ask = (asked: Asked) => send(host.port, asked);
  const enter = async () => {
    const { headers } = await ask({ path: new URL(host.address).pathname + new URL(host.address).search });
    return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  };
  return { host, app, ask, enter };
}

/** Sends a request exactly as told: a browser would refuse some of these headers, an attacker's tool does not. */
function send(port: number, { path = '/', method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    if (body !== undefined && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
      request.setHeader('content-length', Buffer.byteLength(body));
    }
    request.end(body);
  });
}

/** A call of an operation as a window sends it. */
export const rpc = (operation: string, body: unknown = {}, headers: Record<string, string> = {}): Asked => ({
  path: `/rpc/${operation.replace('.', '/')}`,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ json: body }),
});
