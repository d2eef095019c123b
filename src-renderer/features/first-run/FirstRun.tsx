import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client, orpc } from '../../client/client.ts';
import { newJob } from '../../client/ids.ts';
import { useJob } from '../../client/live-store.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { FormProblem } from '../../ui/states.tsx';
import classes from './FirstRun.module.css';
import { StudioForm } from './StudioForm.tsx';

/** Makes the demo studio, which takes a while and can be stopped. */
function useDemoStudio() {
  const [job] = useState(newJob);
  const queries = useQueryClient();
  const stop = useRef<AbortController | null>(null);
  const demo = useMutation({
    mutationFn: () => {
      stop.current = new AbortController();
      return client.studio.createDemo({ job }, { signal: stop.current.signal });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.app.key() }),
  });
  const stopped = stop.current?.signal.aborted ?? false;
  const progress = useJob(demo.isPending ? job : null);
  return { demo, progress, stop: () => stop.current?.abort(), problem: stopped ? null : demo.error };
}

/** The first start on an empty ledger: name the studio and its first manager, or look around with the demo studio. */
export function FirstRun() {
  const studio = useDemoStudio();
  useEffect(() => {
    document.title = 'Welcome · Tallydesk';
  }, []);
  return (
    <main className={classes.screen}>
      <div className={classes.columns}>
        <section className={classes.welcome}>
          <span className={classes.mark} aria-hidden="true">
            T
          </span>
          <h1>Welcome to Tallydesk</h1>
          <p className={classes.lead}>
            It keeps your customers’ credits: what they were given, what they used, what came back and what is left,
            down to the last entry.
          </p>
          <p className={classes.soft}>Everything stays on this computer. Nothing is sent anywhere.</p>
          <DemoOffer studio={studio} />
        </section>
        <section className={classes.card} aria-labelledby="studio-form-title">
          <StudioForm disabled={studio.demo.isPending} />
        </section>
      </div>
    </main>
  );
}

function DemoOffer({ studio: { demo, progress, stop, problem } }: { studio: ReturnType<typeof useDemoStudio> }) {
  return (
    <div className={classes.demo}>
      <h2>Only curious?</h2>
      {demo.isPending ? (
        <ProgressBar
          label="Setting up the demo studio"
          noun={null}
          done={progress?.done ?? 0}
          total={progress?.total ?? null}
          onCancel={stop}
        />
      ) : (
        <>
          <p className={classes.soft}>
            The demo studio has some 150 customers and fourteen months of bookings. It is marked as a demo everywhere.
          </p>
          <Button
            variant="default"
            rightSection={<IconArrowRight size={16} stroke={1.75} />}
            onClick={() => demo.mutate()}
          >
            Look around with a demo studio
          </Button>
        </>
      )}
      <FormProblem error={problem} />
    </div>
  );
}
