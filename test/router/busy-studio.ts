import { join } from 'node:path';
import { openStudio, type TestApp } from '../support/open-studio.ts';

/** A studio with one of everything, and an input for each operation that it would accept. */
export type BusyStudio = TestApp & { readonly ids: Ids; readonly inputs: Readonly<Record<string, unknown>> };
type Ids = Awaited<ReturnType<typeof furnish>> & { readonly reportPath: string };

/** Opens a studio with one of everything. */
export async function openBusyStudio(): Promise<BusyStudio> {
  const opened = await openStudio();
  const ids = { ...(await furnish(opened)), reportPath: join(opened.dataDir, 'report.csv') };
  return { ...opened, ids, inputs: inputsFor(ids) };
}

async function furnish({ desk }: TestApp) {
  const type = await desk.resourceTypes.create({ name: 'Studio' });
  const resource = await desk.resources.create({ name: 'Reformer room', resourceTypeId: type.id });
  const credit = await desk.credits.create({ name: 'Class credit', kind: 'session', resourceTypeIds: [type.id] });
  const benefit = {
    creditId: credit.id,
    amount: 8,
    expiration: { rule: 'cycle' as const },
    rollover: { max: 3, times: 1 },
  };
  const plan = await desk.plans.create({ name: 'Flow 8', cycle: { every: 1, unit: 'month' }, benefits: [benefit] });
  const pack = { creditId: credit.id, amount: 10, expiration: { rule: 'never' as const } };
  const product = await desk.products.create({ name: '10-class pack', benefits: [pack] });
  const person = await desk.customers.create({ kind: 'person', name: 'Mara Lindt', externalId: 'm-1' });
  const stranger = await desk.customers.create({ kind: 'person', name: 'Jonas Weber' });
  const company = await desk.customers.create({ kind: 'company', name: 'Nordlicht GmbH' });
  await desk.teams.set({ companyId: company.id, memberIds: [person.id], creditSharing: false });
  const started = await desk.memberships.start({
    customerId: person.id,
    planId: plan.id,
    startsOn: '2026-01-31',
    key: 'start',
  });
  const foreign = await desk.memberships.start({
    customerId: stranger.id,
    planId: plan.id,
    startsOn: '2026-01-31',
    key: 'foreign',
  });
  const added = await desk.adjustments.add({
    ...{ customerId: person.id, creditId: credit.id, amount: 2, memo: 'goodwill', lastDay: null, key: 'add' },
  });
  const { booking } = await desk.bookings.create({
    ...{ customerId: person.id, name: 'Reformer', resourceId: resource.id, amount: 1, key: 'book' },
    ...{ startsAt: '2026-02-05T10:00:00Z', endsAt: '2026-02-05T11:00:00Z' },
  });
  const [staff] = (await desk.staff.list()).rows;
  return {
    ...{ type: type.id, resource: resource.id, credit: credit.id, plan: plan.id, product: product.id },
    ...{ benefit: plan.benefits[0]?.id ?? '', person: person.id, stranger: stranger.id, company: company.id },
    ...{ membership: started.id, lot: started.lots[0]?.id ?? '', booking: booking.id, staff: staff?.id ?? '' },
    ...{ strangersMembership: foreign.id, strangersLot: foreign.lots[0]?.id ?? '', entry: added.entries[0] ?? 0 },
  };
}

/** One input per operation, with every field that it takes where that is possible. */
function inputsFor(ids: Ids): Record<string, unknown> {
  return { ...peopleInputs(ids), ...catalogueInputs(ids), ...ledgerInputs(ids), ...usageInputs(ids) };
}

function peopleInputs(ids: Ids) {
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  const rules = { freeCancellationHours: 12, lotMustCover: 'session' };
  const details = {
    name: 'Eva Brandt',
    email: 'eva@example.org',
    phone: '0123',
    externalId: 'e-1',
    note: 'likes mornings',
  };
  return {
    'app.status': {},
    'app.confirmClock': { today: '2026-01-31' },
    'studio.create': { name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager },
    'studio.createDemo': { job: 'demo' },
    'studio.get': {},
    'studio.update': { name: 'Lindenhof', rules },
    'session.choices': {},
    'session.signIn': { staffId: ids.staff, pin: '2580' },
    'session.signOut': {},
    'session.current': {},
    'staff.list': { limit: 10, offset: 0 },
    'staff.create': { name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' },
    'staff.update': {
      id: ids.staff,
      name: 'Ada',
      email: 'ada@example.org',
      role: 'manager',
      pin: '2580',
      active: true,
    },
    'customers.search': { query: 'mara', kind: 'person', filter: 'expiring', limit: 10, offset: 0 },
    'customers.create': { kind: 'person', ...details },
    'customers.get': { id: ids.person },
    'customers.update': { id: ids.person, ...details },
    'customers.archive': { id: ids.person, archived: true },
    'teams.set': { companyId: ids.company, memberIds: [ids.person], creditSharing: true },
    'jobs.cancel': { job: 'export-1' },
    'events.subscribe': {},
  };
}

function catalogueInputs(ids: Ids) {
  const expiration = { rule: 'after', every: 3, unit: 'month' };
  const benefit = { creditId: ids.credit, amount: 8, expiration };
  const renewing = { ...benefit, expiration: { rule: 'cycle' }, rollover: { max: 3, times: 1 } };
  return {
    'resourceTypes.create': { name: 'Hot desks' },
    'resourceTypes.update': { id: ids.type, name: 'Studios' },
    'resourceTypes.list': { limit: 10, offset: 0 },
    'resources.create': { name: 'Mat room', resourceTypeId: ids.type },
    'resources.update': { id: ids.resource, name: 'Mat room', resourceTypeId: ids.type },
    'resources.list': { limit: 10, offset: 0 },
    'credits.create': { name: 'Minutes', kind: 'time', decimals: 0, resourceTypeIds: [ids.type] },
    'credits.update': { id: ids.credit, name: 'Classes', resourceTypeIds: [ids.type] },
    'credits.list': { limit: 10, offset: 0 },
    'plans.create': {
      name: 'Flow',
      cycle: { every: 1, unit: 'month' },
      freeCancellationHours: 12,
      benefits: [renewing],
    },
    'plans.update': { id: ids.plan, name: 'Flow', freeCancellationHours: 12, addBenefits: [renewing] },
    'plans.delete': { id: ids.plan, confirm: 'DELETED' },
    'plans.list': { archived: false, limit: 10, offset: 0 },
    'plans.get': { id: ids.plan },
    'products.create': { name: 'Pack', benefits: [benefit] },
    'products.update': { id: ids.product, name: 'Pack', addBenefits: [benefit] },
    'products.delete': { id: ids.product, confirm: 'DELETED' },
    'products.list': { archived: false, limit: 10, offset: 0 },
    'products.get': { id: ids.product },
    'benefits.update': {
      id: ids.benefit,
      amount: 9,
      expiration: { rule: 'cycle' },
      rollover: { max: 3, times: 1 },
      key: 'k',
    },
    'benefits.delete': { ids: [ids.benefit], confirm: 'DELETED' },
  };
}

function ledgerInputs(ids: Ids) {
  const onDay = { id: ids.membership, on: '2026-03-01', key: 'k' };
  const times = { startsAt: '2026-02-05T10:00:00Z', endsAt: '2026-02-05T11:00:00Z' };
  const expect = [{ lotId: ids.lot, amount: 1 }];
  const spending = {
    customerId: ids.person,
    name: 'Reformer',
    resourceId: ids.resource,
    creditId: ids.credit,
    amount: 1,
  };
  const booking = { ...spending, ...times, membershipId: ids.membership, expect, key: 'k' };
  const cancelling = { id: ids.booking, waive: { reason: 'ill' }, extendTo: '2026-06-30', key: 'k' };
  const paper = { type: 'print', name: 'Flyers', reference: 'p-1' };
  const change = {
    customerId: ids.person,
    creditId: ids.credit,
    amount: 1,
    memo: 'goodwill',
    membershipId: ids.membership,
    key: 'k',
  };
  return {
    'memberships.start': { customerId: ids.person, planId: ids.plan, startsOn: '2026-01-31', key: 'k' },
    'memberships.end': onDay,
    'memberships.pause': onDay,
    'memberships.resume': onDay,
    'memberships.get': { id: ids.membership },
    'memberships.list': { customerId: ids.person, limit: 10, offset: 0 },
    'memberships.cycles': { id: ids.membership, limit: 10, offset: 0 },
    'lots.list': {
      ...{ customerId: ids.person, status: 'current', creditId: ids.credit, membershipId: ids.membership },
      limit: 10,
      offset: 0,
    },
    'lots.get': { id: ids.lot },
    'lots.update': { id: ids.lot, left: 5, lastDay: '2026-06-30', memo: 'goodwill', key: 'k' },
    'lots.delete': { ids: [ids.lot], confirm: 'DELETED', memo: 'mistake', key: 'k' },
    'balance.get': { customerId: ids.person },
    'bookings.preview': booking,
    'bookings.create': booking,
    'bookings.cancelPreview': cancelling,
    'bookings.cancel': cancelling,
    'bookings.setState': { id: ids.booking, state: 'attended' },
    'bookings.get': { id: ids.booking },
    'bookings.list': { customerId: ids.person, limit: 10, offset: 0 },
    'uses.create': {
      customerId: ids.person,
      creditId: ids.credit,
      amount: 1,
      for: paper,
      membershipId: ids.membership,
      key: 'k',
    },
    'adjustments.preview': { type: 'add', ...change, lastDay: '2026-06-30' },
    'adjustments.add': { ...change, lastDay: '2026-06-30' },
    'adjustments.deduct': { ...change, lotId: ids.lot, expect },
    'adjustments.reverse': { entry: ids.entry, memo: 'mistake', key: 'k' },
    'ledger.advance': { to: '2026-01-31T08:00:00Z' },
    'ledger.verify': { job: 'verify-1' },
  };
}

function usageInputs(ids: Ids) {
  const scope = { membershipId: ids.membership, cycle: 1 };
  const narrowed = { kind: 'session', status: 'current', from: '2026-01-01', to: '2026-12-31', text: 'reformer' };
  const source = {
    content: 'name\nEva\n',
    name: 'people.csv',
    format: 'customers',
    mapping: { name: 'name' },
    job: 'import-1',
  };
  return {
    'usage.summary': { scope },
    'usage.entries': { scope, view: 'all', kinds: ['grant'], ...narrowed, limit: 10, cursor: undefined },
    'usage.position': { scope, view: 'all', kinds: ['grant'], ...narrowed, number: ids.entry },
    'usage.counts': { scope, ...narrowed },
    'usage.balanceOverTime': {
      scope: { customerId: ids.person, creditId: ids.credit },
      creditId: ids.credit,
      points: 100,
    },
    'usage.entry': { number: ids.entry },
    'usage.scope': { scope: { companyId: ids.company, creditId: ids.credit } },
    'usage.record': { id: ids.entry },
    'reports.export': {
      scope: { lotId: ids.lot },
      view: 'all',
      ...narrowed,
      format: 'csv',
      path: ids.reportPath,
      job: 'export-1',
    },
    'reports.chooseTarget': { scope: { studio: true }, format: 'csv' },
    'imports.preview': source,
    'imports.run': source,
  };
}
