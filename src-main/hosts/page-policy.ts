import { randomBytes } from 'node:crypto';

/** What every answer of a host says about itself: nothing is kept, sniffed, framed or passed on. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The page with a nonce of its own, and the policy that goes with it. */
export type Page = { readonly html: string; readonly headers: Readonly<Record<string, string>> };

const noncePlace = '__CSP_NONCE__';

/** Makes the page for one load: a fresh nonce in its place, and a policy that lets only this page's own parts run. */
export function pageWithNonce(template: string): Page {
  const nonce = randomBytes(18).toString('base64');
  return {
    html: template.replaceAll(noncePlace, nonce),
    headers: { ...answerHeaders, 'content-security-policy': policy(nonce) },
  };
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
