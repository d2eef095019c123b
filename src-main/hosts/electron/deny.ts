import { app, session, type WebContents } from 'electron';

/** What `navigator.clipboard.writeText` asks for; Electron asks both handlers about it. */
const copying = 'clipboard-sanitized-write';

/**
 * Denies every window what none of ours needs: permissions, devices, other pages, further windows, embedded ones. Left are
 * loading the page anew, and copying text from a page of ours (`isOurs`).
 */
export function denyWhatIsNotNeeded(isOurs: (address: string) => boolean): void {
  app.on('web-contents-created', (_created, contents) => {
    const stayOnPage = (event: Navigation) => {
      if (!isReload(contents, event)) event.preventDefault();
    };
    contents.on('will-navigate', stayOnPage);
    contents.on('will-frame-navigate', stayOnPage);
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(permission === copying && isMainFrame && isOurs(requestingUrl)),
  );
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, _origin, { isMainFrame, requestingUrl = '' }) =>
      permission === copying && isMainFrame && isOurs(requestingUrl),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
}

type Navigation = { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void };

/** `location.reload()` is a navigation too: to the page's own address. */
function isReload(contents: Pick<WebContents, 'getURL'>, { url, isMainFrame }: Navigation): boolean {
  return isMainFrame && withoutHash(url) === withoutHash(contents.getURL());
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}
