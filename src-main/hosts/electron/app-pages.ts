import { answerHeaders, pageWithNonce } from '../page-policy.ts';
import { pagePath, type RendererFiles } from '../renderer-files.ts';

/** The scheme that the window's page is served by: standard and secure, so it has an origin of its own; never file://. */
export const appScheme = 'app';
/** The address of the one page. */
export const appAddress = `${appScheme}://tallydesk/`;

/** Answers a request of the app scheme from the built renderer; everything else does not exist. */
export function answerPage(files: RendererFiles, request: Pick<Request, 'method' | 'url'>): Response {
  const url = URL.parse(request.url);
  const path = url?.pathname === '/' ? pagePath : url?.pathname;
  const file = url?.hostname === 'tallydesk' && path !== undefined ? files.get(path) : undefined;
  if (file === undefined || request.method !== 'GET')
    return new Response(null, { status: 404, headers: answerHeaders });
  const headers = { ...answerHeaders, 'content-type': file.type };
  if (path !== pagePath) return new Response(file.body, { headers });
  const page = pageWithNonce(file.body.toString());
  return new Response(page.html, { headers: { ...headers, ...page.headers } });
}
