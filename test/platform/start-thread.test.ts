import { expect, test } from 'vitest';
import { startThread, type ThreadWork, threadFile } from '../../src-main/platform/start-thread.ts';

/** Starts a thread that runs some code; what it tells as `{ answer }` is its answer. */
function startCode(code: string, more: Partial<ThreadWork<{ answer?: string; told?: string }, string>> = {}) {
  const heard: string[] = [];
  const file = new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';${code}`)}`,
  );
  const { answer } = startThread<{ answer?: string; told?: string }, string>({
    name: 'a count',
    file,
    options: {},
    hear(message) {
      if (message.told !== undefined) heard.push(message.told);
      return message.answer ?? null;
    },
    ...more,
  });
  return { answer, heard };
}

test('a thread is answered for once it has ended, and all that it told before is heard', async () => {
  const { answer, heard } = startCode(`
    parentPort.postMessage({ told: 'one' });
    parentPort.postMessage({ answer: 'three' });
    setTimeout(() => parentPort.postMessage({ told: 'two' }), 50);`);
  expect(await answer).toBe('three');
  expect(heard).toEqual(['one', 'two']);
});

test('an error of the thread is thrown, also after its answer; an end without one is an error that names the work', async () => {
  const failing =
    "parentPort.postMessage({ answer: 'three' }); setTimeout(() => { throw new RangeError('lost count'); }, 10);";
  await expect(startCode(failing).answer).rejects.toThrow(new RangeError('lost count'));
  await expect(startCode('process.exit(3)').answer).rejects.toThrow(
    'the thread of a count ended with 3 before it answered',
  );
});

test('a failure that is to be expected is answered in its place, any other thrown', async () => {
  const insteadOf = (failure: unknown) =>
    failure === null ? 'stopped' : failure instanceof RangeError ? 'out of range' : null;
  expect(await startCode("throw new RangeError('lost count')", { insteadOf }).answer).toBe('out of range');
  expect(await startCode('process.exit(3)', { insteadOf }).answer).toBe('stopped');
  await expect(startCode("throw new TypeError('no count')", { insteadOf }).answer).rejects.toThrow('no count');
});

test('a thread’s file lies beside the code that starts it, among the sources and in the bundle', () => {
  const name = './count-worker';
  expect(threadFile(name, 'file:///app/src-main/counts/start-count.ts').href).toMatch(
    '/app/src-main/counts/count-worker.ts',
  );
  expect(threadFile(name, 'file:///app/out/main/chunk-1a.js').href).toMatch('/app/out/main/count-worker.js');
});
