import type { ClientLink } from '@orpc/client';
import { DynamicLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';

type NoContext = Record<never, never>;
type Link = ClientLink<NoContext>;

/** The message with which the desktop window hands over its port; the port travels with it. */
export const portMessage = 'tallydesk:port';
/** What the page posts to itself once it listens, so that a preload that was faster hands the port over again. */
export const portWantedMessage = 'tallydesk:port-wanted';

/** True in the desktop window, where operations travel over a MessagePort; a browser uses HTTP on the same origin. */
export function isDesktopWindow(userAgent: string): boolean {
  return /\bElectron\//.test(userAgent);
}

function portLink(view: Window): Promise<Link> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== view || event.data !== portMessage || !port) return;
      view.removeEventListener('message', onMessage);
      const link = new PortLink<NoContext>({ port });
      port.start();
      resolve(link);
    };
    view.addEventListener('message', onMessage);
    view.postMessage(portWantedMessage, view.location.origin === 'null' ? '*' : view.location.origin);
  });
}

/** The way to the one router: the port that the desktop window is given, else HTTP at `/rpc`. Calls made before the port is there wait for it. */
export function connect(view: Window): Link {
  if (!isDesktopWindow(view.navigator.userAgent))
    return new FetchLink<NoContext>({ url: `${view.location.origin}/rpc` });
  const link = portLink(view);
  return new DynamicLink<NoContext>(() => link);
}
