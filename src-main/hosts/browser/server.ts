import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { RPCHandler } from '@orpc/server/node';
import type { App, AppContext } from '../../app.ts';
import type { Log } from '../../platform/log.ts';
import { answerHeaders, pageWithNonce } from '../page-policy.ts';
import { pagePath, type RendererFiles } from '../renderer-files.ts';
import { sendDownload, sendNoConnection, sendSentence, sendWrongBearer } from './answers.ts';
import { openingsPath } from './ask-for-opening.ts';
import { refusalOf } from './guard.ts';
import { Sessions } from './sessions.ts';

/** What the host serves. */
export type BrowserHostParts = {
  readonly app: Pick<App, 'router' | 'openContext' | 'openStaffContext' | 'isSignedIn' | 'takeDownload'>;
  readonly rendererFiles: RendererFiles;
  readonly log: Log;
  /** The ports to try, in order; 0 is any free one. */
  readonly ports: readonly [number, ...number[]];
  /** The launch token; a new one unless set. */
  readonly token?: string | undefined;
};

/** A running host. */
export type BrowserHost = {
  readonly port: number;
  /** The address with this launch's token: opens any number of windows. */
  readonly address: string;
  /** An address for one opening: may be seen by others, for it works once. */
  addressForOneOpening(): string;
  /** Ends event streams and connections; requests that run have a moment to finish. */
  close(): Promise<void>;
};

const lastRequestsMs = 2000;

/** Serves the app on 127.0.0.1; throws what listen throws where no port of the list is free. */
export async function startBrowserHost(parts: BrowserHostParts): Promise<BrowserHost> {
  const server = createServer();
  const port = await listen(server, parts.ports);
  const sessions = new Sessions(() => parts.app.openContext({ kind: 'browser' }), port, parts.token);
  const answer = answerer(parts, sessions, port);
  const running = new Set<ServerResponse>();
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    answer(request, response).catch((error) => fail(response, parts.log, error));
  };
  // Whoever asks before sending a body is told by the same checks, before any of it is read.
  server.on('request', onRequest).on('checkContinue', onRequest);
  const origin = `http://127.0.0.1:${port}`;
  return {
    port,
    address: `${origin}/?token=${sessions.token}`,
    addressForOneOpening: () => addressForOneOpening(sessions, port),
    close: () => close(server, running),
  };
}

function addressForOneOpening(sessions: Sessions, port: number): string {
  return `http://127.0.0.1:${port}/?token=${sessions.tokenForOneOpening()}`;
}

async function listen(server: Server, [port, ...others]: readonly [number, ...number[]]): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return listen(server, [next, ...rest]);
  }
}

async function close(server: Server, running: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  for (const response of running) if (isEventStream(response)) response.destroy();
  const timer = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
  await closed;
  clearTimeout(timer);
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}

function fail(response: ServerResponse, log: Log, error: unknown): void {
  if (response.destroyed) return;
  log.error('a request failed', error);
  if (response.headersSent) response.destroy();
  else sendSentence(response, 500, 'Something went wrong inside Tallydesk.');
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function answerer(parts: BrowserHostParts, sessions: Sessions, port: number): Answer {
  const answerRpc = rpc(parts);
  const answerApi = api(parts, sessions);
  return async (request, response) => {
    for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value);
    const refusal = refusalOf(request, port);
    if (refusal !== null) return sendSentence(response, refusal.status, refusal.sentence);
    if (request.headers.expect !== undefined) response.writeContinue();
    const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (url === null) return sendSentence(response, 400, 'The address cannot be read.');
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null) return exchange(request, response, sessions, token);
    if (url.pathname.startsWith('/api/')) return answerApi(request, response);
    if (url.pathname === openingsPath) return sendOpening(request, response, sessions, port);
    const context = sessions.contextOf(request.headers.cookie);
    const isRpc = url.pathname.startsWith('/rpc/');
    if (context === null) return sendNoConnection(response, isRpc);
    if (isRpc) return answerRpc(request, response, context);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendSentence(response, 405, 'Only GET is answered here.');
    }
    const download = /^\/exports\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (download !== undefined) return sendExport(parts, response, context, download);
    sendFile(parts.rendererFiles, response, url.pathname);
  };
}

async function exchange(request: IncomingMessage, response: ServerResponse, sessions: Sessions, token: string) {
  if (!sessions.take(token)) {
    return sendSentence(
      response,
      401,
      'This address is not, or no longer, valid. Open the one that Tallydesk printed.',
    );
  }
  // A window that has its session already keeps it, and whoever is signed in there.
  if (sessions.contextOf(request.headers.cookie) === null) response.setHeader('set-cookie', sessions.begin());
  response.writeHead(303, { location: '/' }).end();
}

function rpc({ app }: BrowserHostParts) {
  const handler = new RPCHandler<AppContext>(app.router);
  return async (request: IncomingMessage, response: ServerResponse, context: AppContext) => {
    const { matched } = await handler.handle(request, response, { prefix: '/rpc', context });
    if (!matched) sendSentence(response, 404, 'There is no such operation.');
  };
}

/** The one record that other programs read over HTTP, for whoever holds this launch's token; nothing else of the router. */
function api({ app }: BrowserHostParts, sessions: Sessions) {
  const handler = new OpenAPIHandler<AppContext>({ usage: { record: app.router.usage.record } });
  return async (request: IncomingMessage, response: ServerResponse) => {
    // Whoever started the app may read as a script does: as the first manager.
    const context = hasLaunchToken(request, sessions) ? app.openStaffContext(null) : null;
    if (context === null) return sendWrongBearer(response);
    const { matched } = await handler.handle(request, response, { prefix: '/api', context });
    if (!matched) sendSentence(response, 404, 'There is no such record.');
  };
}

function hasLaunchToken(request: IncomingMessage, sessions: Sessions): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer !== undefined && sessions.isLaunchToken(bearer);
}

/** A second start on this ledger has the launch's token, and wants an address that a browser's arguments may show. */
async function sendOpening(request: IncomingMessage, response: ServerResponse, sessions: Sessions, port: number) {
  if (!hasLaunchToken(request, sessions)) return sendWrongBearer(response);
  if (request.method !== 'POST') return sendSentence(response, 405, 'Only POST is answered here.');
  sendSentence(response, 200, addressForOneOpening(sessions, port));
}

async function sendExport({ app }: BrowserHostParts, response: ServerResponse, context: AppContext, id: string) {
  if (!app.isSignedIn(context)) return sendSentence(response, 401, 'Nobody is signed in. Sign in first.');
  const file = app.takeDownload(id);
  if (file === null) return sendSentence(response, 404, 'This export is no longer there. Make it again.');
  await sendDownload(response, file);
}

function sendFile(files: RendererFiles, response: ServerResponse, path: string): void {
  const file = files.get(path === '/' ? pagePath : path);
  if (file === undefined) sendSentence(response, 404, 'There is nothing at this address.');
  else if (path === '/' || path === pagePath) {
    const page = pageWithNonce(file.body.toString());
    response.writeHead(200, { ...page.headers, 'content-type': file.type }).end(page.html);
  } else response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.length }).end(file.body);
}
