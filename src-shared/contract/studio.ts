import { z } from 'zod';
import { isTimeZone } from '../days.ts';
import { base, email, id, job, nothing, own, part, requiredText, role, text } from './common.ts';

const timeZone = z.string().max(64).refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin');
/** The currencies that this machine knows (ISO 4217, without those for tests and for none): asked of a new studio only, so that a ledger opens whatever it was made with. */
const currencies = new Set(Intl.supportedValuesOf('currency'));
const currency = z.string().refine((code) => currencies.has(code), 'expected an ISO 4217 currency such as EUR');
const locale = z
  .string()
  .max(35)
  .refine((value) => {
    try {
      return Intl.getCanonicalLocales(value).length === 1;
    } catch {
      return false;
    }
  }, 'expected a locale such as en or de-DE');
const pin = z.string().regex(/^\d{4,12}$/, 'expected a PIN of 4 to 12 digits');
const freeCancellationHours = z.number().int().min(0).max(8760);
const rules = z.object({ freeCancellationHours, lotMustCover: z.enum(['booking', 'session']) });

export const studio = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.string(),
  rules,
  demo: z.boolean(),
  createdAt: z.string(),
});

const staff = z.object({ id: z.string(), name: z.string(), email: z.string(), role, active: z.boolean() });
const signedIn = z.object({ id: z.string(), name: z.string(), email: z.string(), role });

export const studioContract = {
  create: base
    .errors({ STUDIO_EXISTS: own.STUDIO_EXISTS })
    .input(
      z.strictObject({
        name: requiredText(200),
        timeZone,
        currency,
        locale,
        manager: z.strictObject({ name: requiredText(200), email, pin }),
      }),
    )
    .output(studio),
  get: base.input(nothing).output(studio),
  update: base
    .input(
      z.strictObject({
        name: requiredText(200).optional(),
        rules: z
          .strictObject({
            freeCancellationHours: freeCancellationHours.optional(),
            lotMustCover: z.enum(['booking', 'session']).optional(),
          })
          .optional(),
      }),
    )
    .output(studio),
  /** Fills an empty ledger with the demo studio. */
  createDemo: base
    .errors({ STUDIO_EXISTS: own.STUDIO_EXISTS })
    .input(z.strictObject({ job }).default({}))
    .output(studio),
};

export const sessionContract = {
  /** Who may sign in, for the sign-in screen; answers before anyone is signed in. */
  choices: base.input(nothing).output(
    z.object({
      studioName: z.string(),
      demo: z.boolean(),
      staff: z.array(z.object({ id: z.string(), name: z.string(), role })),
    }),
  ),
  signIn: base
    .errors({ WRONG_PIN: own.WRONG_PIN, LOCKED: own.LOCKED })
    .input(z.strictObject({ staffId: id, pin: text(64) }))
    .output(signedIn),
  signOut: base.input(nothing).output(z.object({})),
  current: base.input(nothing).output(signedIn.nullable()),
};

export const staffContract = {
  list: base
    .input(z.strictObject({ ...part }).prefault({}))
    .output(z.object({ rows: z.array(staff), total: z.number().int() })),
  create: base
    .errors({ EMAIL_TAKEN: own.EMAIL_TAKEN })
    .input(z.strictObject({ name: requiredText(200), email, role, pin }))
    .output(staff),
  update: base
    .errors({ EMAIL_TAKEN: own.EMAIL_TAKEN })
    .input(
      z.strictObject({
        id,
        name: requiredText(200).optional(),
        email: email.optional(),
        role: role.optional(),
        pin: pin.optional(),
        active: z.boolean().optional(),
      }),
    )
    .output(staff),
};
