import { describe, expect, test } from 'vitest';
import { runImport } from '../../src-main/imports/run-import.ts';
import { unwatched } from '../../src-main/imports/stop-signal.ts';
import { importLedger, outcomeOf, taskOf } from './import-ledger.ts';

const fieldsOf = (header: string, format: 'customers' | 'history' | null = null) => {
  const { path } = importLedger();
  const { columns, format: found } = outcomeOf(path, `${header}\n`, { apply: false, format });
  return [
    found,
    Object.fromEntries(columns.filter(({ field }) => field !== null).map(({ column, field }) => [field, column])),
  ];
};

describe('what other systems call their columns is known', () => {
  test.each([
    [
      'Client ID,Last Name,First Name,Email,Cell Phone,Barcode ID,Account Notes',
      {
        external_id: 'Client ID',
        last_name: 'Last Name',
        first_name: 'First Name',
        email: 'Email',
        phone: 'Cell Phone',
        note: 'Account Notes',
      },
    ],
    [
      'Customer name,Customer email,Phone number,Member ID,Notes',
      {
        name: 'Customer name',
        email: 'Customer email',
        phone: 'Phone number',
        external_id: 'Member ID',
        note: 'Notes',
      },
    ],
    [
      'Full Name;E-mail;Mobile phone;Company name;Id',
      { name: 'Full Name', email: 'E-mail', phone: 'Mobile phone', company: 'Company name', external_id: 'Id' },
    ],
    [
      'Vorname;Nachname;E-Mail;Telefon;Firma;Kundennummer;Notiz',
      {
        first_name: 'Vorname',
        last_name: 'Nachname',
        email: 'E-Mail',
        phone: 'Telefon',
        company: 'Firma',
        external_id: 'Kundennummer',
        note: 'Notiz',
      },
    ],
    ['ClientName,EmailAddress,Phone (home)', { name: 'ClientName', email: 'EmailAddress', phone: 'Phone (home)' }],
  ])('customers: %s', (header, fields) => {
    expect(fieldsOf(header)).toEqual(['customers', fields]);
  });

  test.each([
    [
      'Client ID,Client,Email,Pricing Option,Visit Date,Visits used,Class Name',
      {
        customer_external_id: 'Client ID',
        customer_name: 'Client',
        customer_email: 'Email',
        credit: 'Pricing Option',
        used_on: 'Visit Date',
        amount: 'Visits used',
        description: 'Class Name',
      },
    ],
    [
      'Attendee Name,Pass Name,Credits used,Class date,Pass ID',
      {
        customer_name: 'Attendee Name',
        credit: 'Pass Name',
        amount: 'Credits used',
        used_on: 'Class date',
        lot_external_id: 'Pass ID',
      },
    ],
    [
      'Coworker,Coworker Email,Credit,Credit Type,Credit used,Used on,Description,Unique Id',
      {
        customer_name: 'Coworker',
        customer_email: 'Coworker Email',
        credit: 'Credit',
        credit_kind: 'Credit Type',
        amount: 'Credit used',
        used_on: 'Used on',
        description: 'Description',
        external_id: 'Unique Id',
      },
    ],
  ])('history: %s', (header, fields) => {
    expect(fieldsOf(header)).toEqual(['history', fields]);
  });

  test('short names are a header only as whole words: none of these is a name, an id or a phone', () => {
    expect(fieldsOf('Name,Staff name,Paid,Hotel,Class name,Username,Residence', 'customers')).toEqual([
      'customers',
      { name: 'Name' },
    ]);
  });
});

describe('a mapping', () => {
  const file = 'Wer,Was,Art,Wieviel,Wann\nMara,Class,session,1,2026-03-05\n';
  const mapping = { Wer: 'customer_name', WAS: 'credit', Art: 'credit_kind', Wieviel: 'amount', wann: 'used_on' };

  test('says which column is which field, whatever the case', () => {
    const { path } = importLedger();
    expect(outcomeOf(path, file, { mapping })).toMatchObject({ format: 'history', accepted: 1, rejectedTotal: 0 });
  });

  test('may leave a column out', () => {
    const { path } = importLedger();
    const columns = outcomeOf(path, 'name,email\nMara,x\n', { mapping: { email: '' } }).columns;
    expect(columns).toEqual([
      { column: 'name', field: 'name' },
      { column: 'email', field: null },
    ]);
  });

  test.each([
    [{ Wer: 'customer' }, 'mapping.Wer'],
    [{ Wer: '__proto__' }, 'mapping.Wer'],
    [{ Wer: 'customer_name:ymd' }, 'mapping.Wer'],
    [{ ...mapping, Wo: 'description' }, 'mapping.Wo'],
  ])('that names what there is not is INVALID_INPUT: %j', (wrong, field) => {
    const { path } = importLedger();
    const result = runImport(taskOf(path, file, { mapping: wrong }), unwatched);
    expect(result).toMatchObject({ ok: false, problem: { code: 'INVALID_INPUT', field } });
  });
});
