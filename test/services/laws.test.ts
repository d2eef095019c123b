import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NaiveRequest, naiveAllocation } from '../support/naive-allocation.ts';
import { openTestApp } from '../support/open-studio.ts';
import { checkIdentity, checkLots, type Picture, pictureOf } from '../support/picture.ts';
import { clockMove, openWorld, type Request, requestOf, type Step, steps, type World } from '../support/random-desk.ts';
import { openStory, refusalOf, type Story, storyOf } from '../support/story.ts';

/** The same studios on every run of the tests; another seed looks at others. */
const seed = Number(process.env.LAWS_SEED ?? 20_260_131);
const start = '2026-01-20 10:00';

type Answer = Record<string, unknown>;

/** Calls an operation by its name. */
function call(story: Story, { operation, input }: { operation: string; input: unknown }): Promise<Answer> {
  const [area = '', name = ''] = operation.split('.');
  const areas = story.desk as unknown as Record<string, Record<string, (input: unknown) => Promise<Answer>>>;
  const ask = areas[area]?.[name];
  if (!ask) throw new Error(`the contract has no operation ${operation}`);
  return ask(input);
}

async function answerOf(
  work: Promise<Answer>,
): Promise<{ done: Answer } | { refused: { code: string; data: Record<string, unknown> } }> {
  const settled = await work.then(
    (done) => ({ done }),
    (error: unknown) => ({ error }),
  );
  return 'done' in settled ? settled : { refused: await refusalOf(Promise.reject(settled.error)) };
}

async function passTime(story: Story, world: World, step: Step): Promise<boolean> {
  if (step.kind === 'clock') story.at(new Date(story.clock.now() + clockMove(step)).toISOString());
  if (step.kind === 'team') {
    await story.desk.teams.set({
      companyId: world.companyId,
      memberIds: world.customerIds.slice(0, 1 + (step.a % 3)),
      creditSharing: step.flag,
    });
  }
  if (step.kind === 'rules')
    await story.desk.studio.update({ rules: { lotMustCover: step.flag ? 'session' : 'booking' } });
  return step.kind === 'clock' || step.kind === 'team' || step.kind === 'rules';
}

const previews: Record<string, (input: Request['input']) => { operation: string; input: Record<string, unknown> }> = {
  'bookings.create': (input) => ({ operation: 'bookings.preview', input }),
  'bookings.cancel': (input) => ({ operation: 'bookings.cancelPreview', input }),
  'adjustments.add': (input) => ({ operation: 'adjustments.preview', input: { ...input, type: 'add' } }),
  'adjustments.deduct': (input) => ({ operation: 'adjustments.preview', input: { ...input, type: 'deduct' } }),
};

/** What a preview and the real thing must agree on: all but the ids of lots and bookings that are not there yet. */
function comparable(outcome: Awaited<ReturnType<typeof answerOf>>): unknown {
  if ('refused' in outcome) return { code: outcome.refused.code, data: outcome.refused.data };
  const { allocation, returned, free, left } = outcome.done;
  const withoutNewIds = (lines: unknown, isNew: (line: Answer) => boolean) =>
    Array.isArray(lines) ? lines.map((line: Answer) => (isNew(line) ? { ...line, lotId: 'new' } : line)) : null;
  return {
    allocation: withoutNewIds(allocation, (line) => line.source === 'manual' && line.before === 0),
    returned: withoutNewIds(returned, (line) => line.newLot === true),
    free,
    left,
  };
}

function naiveRequestOf({ operation, input }: Request, mustCoverSession: boolean): NaiveRequest | null {
  const asked = input as unknown as NaiveRequest & { startsAt: string };
  if (operation === 'bookings.create')
    return { ...asked, sessionAt: mustCoverSession ? asked.startsAt : null, ownOnly: false };
  if (operation === 'uses.create') return { ...asked, sessionAt: null, ownOnly: false };
  if (operation === 'adjustments.deduct') return { ...asked, sessionAt: null, ownOnly: true };
  return null;
}

async function checkAllocation(
  story: Story,
  picture: Picture,
  request: Request,
  outcome: Awaited<ReturnType<typeof answerOf>>,
) {
  const { rules } = await story.desk.studio.get({});
  const asked = naiveRequestOf(request, rules.lotMustCover === 'session');
  if (!asked || ('refused' in outcome && outcome.refused.code !== 'INSUFFICIENT_CREDIT')) return;
  const expected = naiveAllocation(picture, asked);
  if ('refused' in outcome) return expect(outcome.refused.data).toMatchObject({ requested: asked.amount, ...expected });
  const allocation = outcome.done.allocation as { lotId: string; amount: number }[];
  expect({ lines: allocation.map(({ lotId, amount }) => ({ lotId, amount })) }).toEqual(expected);
}

/** Sends a request with a wrong expectation first: nothing may change by it. */
async function checkExpectations(story: Story, request: Request, shown: Answer): Promise<void> {
  if (request.operation !== 'bookings.create' && request.operation !== 'adjustments.deduct') return;
  const lines = (shown.allocation as { lotId: string; amount: number }[]).map(({ lotId, amount }) => ({
    lotId,
    amount,
  }));
  const wrong = lines.map((line, place) => (place === 0 ? { ...line, amount: line.amount + 1 } : line));
  const refused = await answerOf(
    call(story, { ...request, input: { ...request.input, expect: wrong, key: `${request.input.key} wrong` } }),
  );
  expect(refused).toMatchObject({ refused: { code: 'BALANCE_CHANGED' } });
  Object.assign(request.input, { expect: lines });
}

/** For each operation a field that makes another request of it. */
const otherContent: Record<string, Record<string, unknown>> = {
  'memberships.start': { startsOn: '2031-01-01' },
  'memberships.pause': { on: '2031-01-01' },
  'memberships.resume': { on: '2031-01-01' },
  'memberships.end': { on: '2031-01-01' },
  'bookings.create': { name: 'Another' },
  'bookings.cancel': { extendTo: '2031-01-01' },
  'uses.create': { amount: 77 },
};

/** The same key once: the same request gets the same answer, another is refused. */
async function checkReplay(story: Story, { operation, input }: Request, first: Answer): Promise<void> {
  expect(await call(story, { operation, input })).toEqual(first);
  const other = { ...input, ...(otherContent[operation] ?? { memo: 'Another' }) };
  expect(await refusalOf(call(story, { operation, input: other }))).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
}

/** One step with all that must hold around it; the picture after it. */
async function live(story: Story, world: World, step: Step, before: Picture): Promise<Picture> {
  if (await passTime(story, world, step)) return pictureOf(story, world.customerIds);
  const request = requestOf(step, world, before, story.key());
  if (!request) return before;
  const preview = previews[request.operation]?.(request.input);
  const shown = preview && (await answerOf(call(story, preview)));
  if (shown && 'done' in shown) await checkExpectations(story, request, shown.done);
  expect(await pictureOf(story, world.customerIds)).toEqual(before);
  const outcome = await answerOf(call(story, request));
  if (shown) expect(comparable(outcome)).toEqual(comparable(shown));
  await checkAllocation(story, before, request, outcome);
  const after = await pictureOf(story, world.customerIds);
  if ('refused' in outcome) expect(after).toEqual(before);
  else await checkReplay(story, request, outcome.done);
  return after;
}

test('whatever a desk does, every scope adds up, previews come true, and refusals and replays change nothing', async () => {
  const run = async (days: Step[]) => {
    const story = await openStory(start);
    const world = await openWorld(story);
    let picture = await pictureOf(story, world.customerIds);
    for (const step of days) {
      picture = await live(story, world, step, picture);
      await checkIdentity(story, picture, world.customerIds);
    }
    expect(await pictureOf(story, world.customerIds)).toEqual(picture);
    await checkLots(story, picture);
    await story.close();
    const reopened = storyOf(await openTestApp({ dataDir: story.dataDir, now: new Date(picture.now).toISOString() }));
    expect(await pictureOf(reopened, world.customerIds)).toEqual(picture);
    await reopened.close();
  };
  await fc.assert(fc.asyncProperty(steps(30), run), {
    seed,
    numRuns: Number(process.env.LAWS_RUNS ?? 4),
    endOnFailure: true,
  });
}, 300_000);

/** Entries as both ways of advancing must leave them: without what only tells when they were written. */
async function storiesOf(story: Story) {
  const lots = new Map<string, number>();
  const numberOf = (lotId: string) => lots.get(lotId) ?? lots.set(lotId, lots.size + 1).size;
  const entries = await story.entries({ studio: true });
  return entries.map(({ usedOn, kind, amount, lotId, memo, description, customerName, cycle }) => {
    return [usedOn, kind, amount, `lot ${numberOf(lotId)}`, memo, description, customerName, cycle].join(' | ');
  });
}

test('one advance leaves the same entries as many daily ones, over month ends, pauses and the change of the clocks', async () => {
  const dayMs = 86_400_000;
  const run = async (days: Step[]) => {
    const worlds = [];
    for (const everyMs of [Number.POSITIVE_INFINITY, dayMs]) {
      const story = await openStory(start);
      worlds.push({ story, everyMs, world: await openWorld(story) });
    }
    for (const step of days) {
      const [first, second] = await Promise.all(
        worlds.map(async ({ story, everyMs, world }) => {
          const to = story.clock.now() + (step.kind === 'clock' ? clockMove(step) : 0);
          while (story.clock.now() + everyMs < to) {
            story.at(new Date(story.clock.now() + everyMs).toISOString());
            await story.desk.ledger.advance({});
          }
          story.at(new Date(to).toISOString());
          if (step.kind !== 'clock') await passTime(story, world, step);
          const picture = await pictureOf(story, world.customerIds);
          const request = requestOf(step, world, picture, story.key());
          const outcome = request && (await answerOf(call(story, request)));
          return outcome && 'refused' in outcome ? outcome.refused.code : 'done';
        }),
      );
      expect(second).toBe(first);
    }
    const [once, daily] = await Promise.all(worlds.map(({ story }) => storiesOf(story)));
    expect(daily).toEqual(once);
    for (const { story } of worlds) await story.close();
  };
  await fc.assert(fc.asyncProperty(steps(22), run), {
    seed,
    numRuns: Number(process.env.LAWS_RUNS ?? 3),
    endOnFailure: true,
  });
}, 300_000);
