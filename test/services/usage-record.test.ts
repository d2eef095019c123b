import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStory, refusalOf, type Story } from '../support/story.ts';

/** The fields of the seed's API, in the order of its example. */
const fields =
  `Description CoworkerBookingCreditId BookingId BookingFromTime BookingToTime BookingResourceName CoworkerInvoiceLineId
  CoworkerInvoiceLineCoworkerInvoiceId CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber EventAttendeeId
  EventAttendeeCalendarEventName EventAttendeeEventProductName EventAttendeeFullName EventAttendeeEmail CreditUsed Id UpdatedOn
  CreatedOn UniqueId UpdatedBy IsNew SystemId ToStringText LocalizationDetails CustomFields`.split(/\s+/);
const nothing = Object.fromEntries(fields.map((field) => [field, null]));
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

async function openRecords() {
  const story = await openStory('2026-02-01 08:00');
  const creditId = await story.credit('Class', { decimals: 1 });
  const mara = await story.person('Mara Lindt', 'mara@example.org');
  await story.add(mara, creditId, 100, { memo: 'Opening' });
  return { story, creditId, mara };
}

async function latest(story: Story, customerId: string) {
  const number = (await story.entries({ customerId })).at(-1)?.number ?? 0;
  return story.desk.usage.record({ id: number });
}

const common = {
  ...nothing,
  CoworkerBookingCreditId: 1,
  CreatedOn: '2026-02-01T07:00:00.000Z',
  UpdatedOn: '2026-02-01T07:00:00.000Z',
  UpdatedBy: 'ada@example.org',
  UniqueId: expect.stringMatching(uuid),
  IsNew: false,
};

test('a booking’s record has the fields of the seed, all of them, and nothing else', async () => {
  const { story, creditId, mara } = await openRecords();
  const type = await story.desk.resourceTypes.create({ name: 'Rooms' });
  const room = await story.desk.resources.create({ name: 'Reformer room', resourceTypeId: type.id });
  await story.book({ customerId: mara, creditId, resourceId: room.id, amount: 15, at: '2026-02-05 18:00' });
  const record = await latest(story, mara);
  expect(Object.keys(record).sort()).toEqual([...fields].sort());
  expect(record).toEqual({
    ...common,
    Id: 2,
    BookingId: 1,
    BookingFromTime: '2026-02-05T17:00:00.000Z',
    BookingToTime: '2026-02-05T18:00:00.000Z',
    BookingResourceName: 'Reformer room',
    Description: 'Flow 60',
    CreditUsed: 1.5,
    ToStringText: 'Class use 2',
  });
  await story.book({ customerId: mara, creditId, amount: 10, at: '2026-02-06 18:00' });
  expect(await latest(story, mara)).toMatchObject({
    BookingId: 2,
    BookingResourceName: null,
    Description: 'Flow 60',
  });
});

test('an event’s record names the event and who came, an invoice’s its number', async () => {
  const { story, creditId, mara } = await openRecords();
  const use = (type: 'event' | 'invoice', name: string, reference?: string) =>
    story.desk.uses.create({
      customerId: mara,
      creditId,
      amount: 20,
      for: { type, name, ...(reference ? { reference } : {}) },
      key: story.key(),
    });
  await use('event', 'Summer party', '77');
  expect(await latest(story, mara)).toEqual({
    ...common,
    Id: 2,
    Description: 'Summer party',
    EventAttendeeId: 77,
    EventAttendeeCalendarEventName: 'Summer party',
    EventAttendeeFullName: 'Mara Lindt',
    EventAttendeeEmail: 'mara@example.org',
    CreditUsed: 2,
    ToStringText: 'Class use 2',
  });
  await use('event', 'Pitch night', 'Member ticket');
  expect(await latest(story, mara)).toMatchObject({
    EventAttendeeId: null,
    EventAttendeeCalendarEventName: 'Pitch night',
    EventAttendeeEventProductName: 'Member ticket',
  });
  await use('invoice', 'Mat rental', 'INV-12');
  expect(await latest(story, mara)).toMatchObject({
    Description: 'Mat rental',
    CoworkerInvoiceLineId: null,
    CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: 'INV-12',
  });
  await use('invoice', 'Mat rental', '4711');
  expect(await latest(story, mara)).toMatchObject({
    CoworkerInvoiceLineId: 4711,
    CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: '4711',
    EventAttendeeId: null,
  });
});

test('what was added is told below zero, with its memo, and what the system did names nobody', async () => {
  const { story, creditId, mara } = await openRecords();
  expect(await story.desk.usage.record({ id: 1 })).toEqual({
    ...common,
    Id: 1,
    Description: 'Opening',
    CreditUsed: -10,
    ToStringText: 'Class manual_add 1',
  });
  await story.add(mara, creditId, 1, { lastDay: '2026-02-01' });
  story.on('2026-02-02 09:00');
  expect(await latest(story, mara)).toMatchObject({
    CoworkerBookingCreditId: 2,
    CreditUsed: 0.1,
    UpdatedBy: null,
    CreatedOn: '2026-02-01T23:00:00.000Z',
    UpdatedOn: '2026-02-02T08:00:00.000Z',
    ToStringText: 'Class expiry 3',
  });
});

test('a change of the last day used nothing: 0, not −0', async () => {
  const { story, mara } = await openRecords();
  const [lot] = (await story.desk.lots.list({ customerId: mara })).rows;
  await story.desk.lots.update({ id: lot?.id ?? '', lastDay: '2026-03-01', memo: '', key: 'k' });
  expect(Object.is((await latest(story, mara)).CreditUsed, 0)).toBe(true);
});

test('a number that no entry has is NOT_FOUND', async () => {
  const { story } = await openRecords();
  expect(await refusalOf(story.desk.usage.record({ id: 2 }))).toMatchObject({
    code: 'NOT_FOUND',
    data: { what: 'record' },
  });
  expect(await refusalOf(story.desk.usage.record({ id: 0 }))).toMatchObject({
    code: 'INVALID_INPUT',
    data: { field: 'id' },
  });
});

const nexudusFile = fileURLToPath(new URL('../fixtures/imports/nexudus-use-history.json', import.meta.url));

test('records of Nexudus come back as they were; only what the ledger has ids and instants of its own for is its own', async () => {
  const { desk } = await openStory('2026-11-21 09:00');
  const source: Record<string, unknown>[] = JSON.parse(readFileSync(nexudusFile, 'utf8')).Records;
  await desk.imports.run({ path: nexudusFile });
  const { rows } = await desk.usage.entries({ scope: { studio: true }, limit: 500 });
  const records = await Promise.all(rows.map(({ number }) => desk.usage.record({ id: number })));
  const imported = new Map(records.map((record) => [record.SystemId, record]));
  const iso = (value: unknown) => (value === null ? null : new Date(String(value)).toISOString());
  for (const { Id: _, UniqueId, UpdatedOn, ToStringText, SystemId, ...said } of source) {
    expect(imported.get(String(UniqueId))).toMatchObject({
      ...said,
      BookingFromTime: iso(said.BookingFromTime),
      BookingToTime: iso(said.BookingToTime),
      CreatedOn: iso(said.CreatedOn),
    });
  }
  const shown = new Set(rows.map(({ description }) => description));
  for (const words of ['INV-01625 (line 31353, invoice 17998)', 'Pitch night (Member ticket, attendee 6821)']) {
    expect(shown).toContain(words);
  }
});

test('what an older version imported is read as far as it tells, and a booking without a resource names none', async () => {
  const { desk } = await openStory('2026-11-21 09:00');
  const use = { CoworkerBookingCreditId: 7, CreditUsed: 30, EventAttendeeFullName: 'Ines Okafor' };
  const records = [
    { ...use, CreatedOn: '2026-01-01T10:00:00Z', CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: 'INV-1' },
    {
      ...use,
      CreatedOn: '2026-01-02T10:00:00Z',
      EventAttendeeCalendarEventName: 'Pitch night',
      EventAttendeeEventProductName: '2026',
    },
    {
      ...use,
      CreatedOn: '2026-01-03T10:00:00Z',
      BookingId: 12,
      BookingFromTime: '2026-01-04T10:00:00Z',
      BookingToTime: '2026-01-04T11:00:00Z',
    },
  ];
  await desk.imports.run({ content: JSON.stringify(records), name: 'history.json' });
  const { rows } = await desk.usage.entries({ scope: { studio: true }, view: 'booked' });
  const told = await Promise.all(rows.toReversed().map(({ number }) => desk.usage.record({ id: number })));
  expect(told).toMatchObject([
    {
      CoworkerBookingCreditId: 7,
      CoworkerInvoiceLineId: null,
      CoworkerInvoiceLineCoworkerInvoiceId: null,
      CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: 'INV-1',
      Description: null,
      SystemId: null,
    },
    { EventAttendeeId: null, EventAttendeeEventProductName: '2026', EventAttendeeEmail: null },
    { BookingId: 12, BookingResourceName: null },
  ]);
});
