import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { askForOpening } from '../../../src-main/hosts/browser/ask-for-opening.ts';
import { startBrowserHost } from '../../../src-main/hosts/browser/server.ts';
import { silentLog } from '../../../src-main/platform/log.ts';
import { openStudio, openTestApp } from '../../support/open-studio.ts';
import { type Answer, openHost, rpc } from './open-host.ts';

describe('who may come in', () => {
  test('the address with the token gives a strict cookie that scripts cannot read, and leads to the bare page', async () => {
    const { host, ask } = await openHost(await openTestApp());
    const { status, headers } = await ask({ path: `/?token=${new URL(host.address).searchParams.get('token')}` });
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^tallydesk-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  test('a window that is in keeps its session when the address is opened again', async () => {
    const { host, app, ask, enter } = await openHost(await openStudio());
    const cookie = await enter();
    const { staff } = await app.desk.session.choices({});
    await ask(rpc('session.signIn', { staffId: staff[0]?.id, pin: '2580' }, { cookie }));
    const again = await ask({ path: `/${new URL(host.address).search}`, headers: { cookie } });
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await ask(rpc('session.current', {}, { cookie }))).body).toContain('Ada');
  });

  test('a window’s session ends when its person’s PIN is changed elsewhere', async () => {
    const { app, ask, enter } = await openHost(await openStudio());
    const cookie = await enter();
    const [ada] = (await app.desk.session.choices({})).staff;
    await ask(rpc('session.signIn', { staffId: ada?.id, pin: '2580' }, { cookie }));
    await app.desk.staff.update({ id: ada?.id ?? '', pin: '9999' });
    expect((await ask(rpc('customers.search', {}, { cookie }))).status).toBe(401);
  });

  test('two windows with cookies of their own are two sessions', async () => {
    const { app, ask, enter } = await openHost(await openStudio());
    const [one, other] = [await enter(), await enter()];
    const { staff } = await app.desk.session.choices({});
    await ask(rpc('session.signIn', { staffId: staff[0]?.id, pin: '2580' }, { cookie: one }));
    expect((await ask(rpc('customers.search', {}, { cookie: one }))).status).toBe(200);
    expect((await ask(rpc('customers.search', {}, { cookie: other }))).status).toBe(401);
  });

  test('a window that is used keeps its session however often the address is opened, there and elsewhere', async () => {
    const { host, ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    const openAgain = () => ask({ path: `/${new URL(host.address).search}`, headers: { cookie } });
    for (let opened = 0; opened < 101; opened += 1) await openAgain();
    for (let opened = 0; opened < 101; opened += 1) {
      await enter();
      expect((await ask({ headers: { cookie } })).status).toBe(200);
    }
  });

  test.each([
    ['a wrong token', `?token=${randomBytes(32).toString('base64url')}`],
    ['an empty token', '?token='],
    ['a token of another length', '?token=a'],
  ])('%s opens nothing', async (_name, query) => {
    const { ask } = await openHost(await openTestApp());
    const { status, headers } = await ask({ path: `/${query}` });
    expect(status).toBe(401);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('an address for one opening works once', async () => {
    const { host, ask } = await openHost(await openTestApp());
    const path = `/${new URL(host.addressForOneOpening()).search}`;
    expect((await ask({ path })).status).toBe(303);
    expect((await ask({ path })).status).toBe(401);
  });

  test('a second start that has the launch’s token is given an address for one opening, and nobody else is', async () => {
    const { host, ask, enter } = await openHost(await openTestApp());
    const opening = await askForOpening(host.address);
    expect(opening).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(opening).not.toBe(host.address);
    const path = `/${new URL(opening ?? '').search}`;
    expect([(await ask({ path })).status, (await ask({ path })).status]).toEqual([303, 401]);
    expect(await askForOpening(`${host.address}x`)).toBeNull();
    const others: Record<string, string>[] = [{}, { cookie: await enter() }];
    for (const headers of others) {
      expect((await ask({ path: '/openings', method: 'POST', headers, body: '' })).status).toBe(401);
    }
    await host.close();
    expect(await askForOpening(host.address)).toBeNull();
  });

  test.each(['/', '/index.html', '/assets/a.js', '/exports/abc', '/nothing'])(
    'without a cookie, %s shows nothing',
    async (path) => {
      const { ask } = await openHost(await openTestApp());
      const { status, body } = await ask({ path });
      expect(status).toBe(401);
      expect(body).toMatch(/not connected to Tallydesk/);
    },
  );

  test('without a cookie, or with a made-up one, no operation answers', async () => {
    const { host, ask } = await openHost(await openTestApp());
    const made = { cookie: `tallydesk-${host.port}=${randomBytes(32).toString('base64url')}` };
    for (const headers of [{}, made]) {
      const { status, body } = await ask(rpc('app.status', {}, headers));
      expect(status).toBe(401);
      expect(JSON.parse(body).json).toMatchObject({ code: 'UNAUTHORIZED' });
    }
  });
});

describe('what is turned away before it is read', () => {
  test.each([
    ['another name (DNS rebinding)', { host: 'tallydesk.example' }],
    ['the right name at another port', { host: '127.0.0.1:1' }],
    ['no port', { host: '127.0.0.1' }],
    ['the address of every interface', { host: '0.0.0.0' }],
  ])('a Host of %s', async (_name, headers) => {
    const { ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    expect((await ask({ headers: { ...headers, cookie } })).status).toBe(421);
    expect((await ask(rpc('app.status', {}, { ...headers, cookie }))).status).toBe(421);
  });

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
    'an Origin of %s',
    async (origin) => {
      const { ask, enter } = await openHost(await openTestApp());
      const cookie = await enter();
      expect((await ask(rpc('app.status', {}, { cookie, origin }))).status).toBe(403);
    },
  );

  test('a page of another site, even where it keeps its Origin to itself', async () => {
    const { ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    const crossSite = { cookie, 'sec-fetch-site': 'cross-site' };
    expect((await ask(rpc('app.status', {}, crossSite))).status).toBe(403);
    expect((await ask({ path: '/assets/a.js', headers: crossSite })).status).toBe(403);
    const followedLink = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await ask({ headers: followedLink })).status).toBe(401);
  });

  test('our own page by either of its names comes in', async () => {
    const { host, ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    for (const name of [`127.0.0.1:${host.port}`, `localhost:${host.port}`]) {
      const headers = { cookie, host: name, origin: `http://${name}`, 'sec-fetch-site': 'same-origin' };
      expect((await ask(rpc('app.status', {}, headers))).status).toBe(200);
    }
  });

  test('a body that is too large, by what it says about itself', async () => {
    const { ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    const says = (megabytes: number) => ({ cookie, 'content-length': String(megabytes * 1024 * 1024 + 1) });
    const head = { method: 'POST', body: '' };
    expect((await ask({ ...head, path: '/rpc/customers/search', headers: says(1) })).status).toBe(413);
    expect((await ask({ ...head, path: '/rpc/imports/run', headers: says(210) })).status).toBe(413);
  });

  test('a body that does not say how long it is', async () => {
    const { ask, enter } = await openHost(await openTestApp());
    const headers = { cookie: await enter(), 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
    expect((await ask({ path: '/rpc/app/status', method: 'POST', headers, body: '{}' })).status).toBe(411);
  });

  test('an operation that changes something is not answered to GET', async () => {
    const { app, ask, enter } = await openHost(await openStudio());
    const cookie = await enter();
    const { staff } = await app.desk.session.choices({});
    await ask(rpc('session.signIn', { staffId: staff[0]?.id, pin: '2580' }, { cookie }));
    const path = `/rpc/session/signOut?data=${encodeURIComponent('{"json":{}}')}`;
    expect((await ask({ path, headers: { cookie } })).status).toBe(405);
    expect((await ask(rpc('session.current', {}, { cookie }))).body).toContain('Ada');
  });
});

describe('what is served', () => {
  test('the page comes with a policy of its own, and a nonce that is new each time', async () => {
    const { ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    const [first, second] = [await ask({ headers: { cookie } }), await ask({ headers: { cookie } })];
    const nonceOf = ({ body }: Answer) => /content="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(nonceOf(first)).toMatch(/^[\w+/]{24}$/);
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const policy = String(first.headers['content-security-policy']).split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonceOf(first)}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test('every answer forbids keeping, sniffing and framing', async () => {
    const { host, ask, enter } = await openHost(await openTestApp());
    const cookie = await enter();
    const answers = [
      await ask({ path: `/${new URL(host.address).search}` }),
      await ask({ headers: { cookie } }),
      await ask({ path: '/assets/a.js', headers: { cookie } }),
      await ask({ path: '/nothing', headers: { cookie } }),
      await ask({}),
      await ask({ headers: { host: 'evil.example' } }),
      await ask(rpc('app.status', {}, { cookie })),
      await ask(rpc('customers.search', {}, { cookie })),
      await ask({ path: '/api/billing/coworkerbookingcreditusehistories/1' }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      });
    }
  });

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '//',
    '/a\\..\\b',
  ])('no path leads out of the built page: %s', async (path) => {
    const { ask, enter } = await openHost(await openTestApp());
    const { status, body } = await ask({ path, headers: { cookie: await enter() } });
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('"name"');
  });

  test('an export is a download under its own name, whatever letters that has', async () => {
    const { app, ask, enter } = await openHost(await openStudio());
    const cookie = await enter();
    const { staff } = await app.desk.session.choices({});
    await ask(rpc('session.signIn', { staffId: staff[0]?.id, pin: '2580' }, { cookie }));
    await app.desk.customers.create({ kind: 'person', name: 'Jürgen "Groß"' });
    const answer = await ask(rpc('reports.export', { scope: { studio: true }, format: 'csv' }, { cookie }));
    const { download, bytes } = JSON.parse(answer.body).json;
    const file = await ask({ path: download, headers: { cookie } });
    expect(file.status).toBe(200);
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''[\w%.-]+$/);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-length']).toBe(String(bytes));
    expect((await ask({ path: download })).status).toBe(401);
    expect((await ask({ path: download, headers: { cookie: await enter() } })).status).toBe(401);
    expect((await ask({ path: '/exports/00000000-0000-0000-0000-000000000000', headers: { cookie } })).status).toBe(
      404,
    );
  });
});

test('an export is not given any more where nobody is signed in', async () => {
  const { app, ask, enter } = await openHost(await openStudio());
  const cookie = await enter();
  const [ada] = (await app.desk.session.choices({})).staff;
  await ask(rpc('session.signIn', { staffId: ada?.id, pin: '2580' }, { cookie }));
  const answer = await ask(rpc('reports.export', { scope: { studio: true }, format: 'csv' }, { cookie }));
  const { download } = JSON.parse(answer.body).json;
  const fetched = async () => (await ask({ path: download, headers: { cookie } })).status;
  expect(await fetched()).toBe(200);
  await ask(rpc('session.signOut', {}, { cookie }));
  expect(await fetched()).toBe(401);
});

describe('the record that other programs read', () => {
  const path = '/api/billing/coworkerbookingcreditusehistories';

  async function openWithOneEntry() {
    const opened = await openHost(await openStudio());
    const { desk } = opened.app;
    const credit = await desk.credits.create({ name: 'Class', kind: 'session' });
    const mara = await desk.customers.create({ kind: 'person', name: 'Mara' });
    await desk.adjustments.add({
      customerId: mara.id,
      creditId: credit.id,
      amount: 4,
      lastDay: null,
      memo: 'gift',
      key: 'k',
    });
    const token = new URL(opened.host.address).searchParams.get('token');
    return { ...opened, authorization: `Bearer ${token}` };
  }

  test('is given to whoever has the token of this launch', async () => {
    const { ask, authorization } = await openWithOneEntry();
    const { status, body } = await ask({ path: `${path}/1`, headers: { authorization } });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      Id: 1,
      CreditUsed: -4,
      Description: 'gift',
      BookingId: null,
      IsNew: false,
    });
  });

  test('is refused without the token, with a wrong one, and to a window that only has a cookie', async () => {
    const { ask, enter, authorization } = await openWithOneEntry();
    const others: Record<string, string>[] = [{}, { authorization: `${authorization}x` }, { cookie: await enter() }];
    for (const headers of others) {
      const { status, headers: answered } = await ask({ path: `${path}/1`, headers });
      expect(status).toBe(401);
      expect(answered['www-authenticate']).toBe('Bearer');
    }
  });

  test('is NOT_FOUND where there is none, and says what an id is where it is not one', async () => {
    const { ask, authorization } = await openWithOneEntry();
    const missing = await ask({ path: `${path}/99`, headers: { authorization } });
    expect([missing.status, JSON.parse(missing.body).code]).toEqual([404, 'NOT_FOUND']);
    const wrong = await ask({ path: `${path}/abc`, headers: { authorization } });
    expect([wrong.status, JSON.parse(wrong.body).code]).toEqual([400, 'INVALID_INPUT']);
  });

  test('is all that the token opens', async () => {
    const { ask, authorization } = await openWithOneEntry();
    for (const asked of [
      { path: '/api/customers/search', method: 'POST' },
      { path: '/rpc/customers/search', method: 'POST' },
    ]) {
      const { status } = await ask({
        ...asked,
        headers: { authorization, 'content-type': 'application/json' },
        body: '{}',
      });
      expect([401, 404]).toContain(status);
    }
  });
});

describe('coming and going', () => {
  test('only this computer is served', async () => {
    const { host } = await openHost(await openTestApp());
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  });

  test('the next port is taken where one is not free', async () => {
    const { host, app } = await openHost(await openTestApp());
    const parts = { app: app.app, rendererFiles: new Map(), log: silentLog };
    await expect(startBrowserHost({ ...parts, ports: [host.port] })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const second = await startBrowserHost({ ...parts, ports: [host.port, 0] });
    expect(second.port).not.toBe(host.port);
    await second.close();
  });

  test('closing ends event streams at once, without the moment that requests have', async () => {
    const { host, enter } = await openHost(await openTestApp());
    const headers = { cookie: await enter(), 'content-type': 'application/json', 'content-length': '2' };
    const request = httpRequest({
      port: host.port,
      path: '/rpc/events/subscribe',
      method: 'POST',
      headers,
      agent: false,
    });
    request.end('{}');
    const [stream]: IncomingMessage[] = await once(request, 'response');
    expect(stream?.headers['content-type']).toBe('text/event-stream');
    const ended = new Promise((resolve) => stream?.resume().once('close', resolve).once('error', resolve));
    // The moment that other requests have to finish never ends here: the stream ends without it, or not at all.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await host.close();
    await ended;
  });
});
