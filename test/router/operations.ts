import { contract } from '../../src-shared/contract/index.ts';

type Operation = (input?: unknown) => Promise<unknown>;

/** The names of all operations, `area.name`, as the contract object has them. */
export const operations: readonly string[] = Object.entries(contract).flatMap(([area, inside]) =>
  Object.keys(inside).map((name) => `${area}.${name}`),
);

/** Calls an operation by its name with anything at all; its answer, or the error that it was refused with. */
export async function callByName(desk: object, operation: string, input: unknown): Promise<Answer> {
  const [area = '', name = ''] = operation.split('.');
  const call = (desk as Record<string, Record<string, Operation>>)[area]?.[name];
  if (!call) throw new Error(`there is no operation ${operation}`);
  try {
    return { ok: true, output: await call(input) };
  } catch (error) {
    const { code, message, data } = error as { code: string; message: string; data: Record<string, unknown> };
    return { ok: false, code, message, data };
  }
}

/** What came of a call. */
export type Answer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly data: Record<string, unknown> };
