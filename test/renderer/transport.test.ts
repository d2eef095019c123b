import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, portMessage, portWantedMessage } from '../../src-renderer/client/transport.ts';
import { sessionContract } from '../../src-shared/contract/studio.ts';

const contract = { session: sessionContract };
const router = {
  session: {
    current: implement(contract).session.current.handler(() => ({
      id: 's1',
      name: 'Ada Brandt',
      email: 'ada@example.org',
      role: 'manager' as const,
    })),
  },
};
const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A window as far as the transport knows one; `posted` holds what the page said to itself. */
function desktopWindow() {
  const posted: unknown[] = [];
  const view = Object.assign(new EventTarget(), {
    navigator: { userAgent: 'Chrome/156.0 Electron/45.4.1' },
    location: { origin: 'tallydesk://app' },
    postMessage: (message: unknown) => posted.push(message),
  });
  return { view: view as unknown as Window, posted };
}

/** Hands a window the far end of a port whose near end answers with the router. */
function handOver(view: Window, data: unknown = portMessage, source: unknown = view): void {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  new RPCHandler(router).upgrade(port1, { context: {} });
  port1.start();
  view.dispatchEvent(Object.assign(new Event('message'), { data, source, ports: [port2] }));
}

describe('the desktop window’s way to the app', () => {
  it('asks for its port, and what is called before it comes waits for it', async () => {
    const { view, posted } = desktopWindow();
    const client: ContractRouterClient<typeof contract> = createORPCClient(connect(view));
    const answer = client.session.current({});
    expect(posted).toEqual([portWantedMessage]);
    handOver(view);
    expect((await answer)?.name).toBe('Ada Brandt');
  });

  it('takes a port from nobody but its own preload', async () => {
    const { view } = desktopWindow();
    const client: ContractRouterClient<typeof contract> = createORPCClient(connect(view));
    let answered = false;
    const answer = client.session.current({}).then(() => {
      answered = true;
    });
    handOver(view, portMessage, new EventTarget());
    handOver(view, 'something else');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    handOver(view);
    await answer;
    expect(answered).toBe(true);
  });
});
