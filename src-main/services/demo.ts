import type { Core } from './core.ts';
import { getStudio } from './studio.ts';

/** Fills an empty ledger with the demo studio (contract.md, Starting the app); refused with STUDIO_EXISTS where it has one. */
export async function createDemo(core: Core, input: { job?: string | undefined }, signal?: AbortSignal) {
  const { fillDemo } = await import('../demo/fill-demo.ts');
  await core.jobs.run(input.job ?? 'demo', 'demo', (job) => fillDemo(core, job), signal);
  return getStudio(core);
}
