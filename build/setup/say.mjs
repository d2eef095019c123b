/** Tells the person at the terminal, in one line, what is going on; standard output stays free for the app's own lines. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** A missing piece that has no remedy here: says so and ends with status 1, without a stack trace. */
export class Missing extends Error {}

/** Runs a tool's main function; what is missing is told in a sentence, a bug keeps its stack. */
export async function main(run) {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (problem) {
    if (!(problem instanceof Missing)) throw problem;
    say(problem.message);
    process.exitCode = 1;
  }
}
