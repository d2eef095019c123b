import { Button, Popover } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import { explainSummary } from '../../../src-shared/explain.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import classes from './Explain.module.css';
import { useCancellations } from './use-cancellations.ts';
import type { CreditSummary } from './use-summary.ts';

type ExplainProps = {
  /** What the sentence is about: 'Flow 8, cycle 1 (31 Jan – 27 Feb)'. */
  heading: string;
  summaries: readonly CreditSummary[];
  to: 'customer' | 'team';
  /** What the summaries are of. */
  place: UsagePlace;
};

/** The figures as a sentence to read out to the customer, or to copy into a message. */
export function Explain({ heading, summaries, to, place }: ExplainProps) {
  const { style } = useFormat();
  const [opened, setOpened] = useState(false);
  const clipboard = useClipboard({ timeout: 2500 });
  const gaveBack = summaries.some((summary) => summary.freeCancellations > 0);
  const cancellations = useCancellations(place, opened && gaveBack);
  const sentences = summaries.map((summary) => ({
    id: summary.creditId,
    words: explainSummary(summary, {
      style,
      to,
      freeCancellationCount: cancellations?.get(summary.creditId),
      oneCycle: place.cycle !== null || place.lotId !== null,
    }),
  }));
  const copy = () => clipboard.copy([heading, ...sentences.map((sentence) => sentence.words)].join('\n'));
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
      width={440}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconMessage2 size={16} aria-hidden="true" />}
          disabled={summaries.length === 0}
          onClick={() => setOpened((was) => !was)}
        >
          Explain
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Explain the figures">
        <p className={classes.heading}>{heading}</p>
        {sentences.map((sentence) => (
          <p key={sentence.id} className={classes.sentence}>
            {sentence.words}
          </p>
        ))}
        <CopyFoot clipboard={clipboard} onCopy={copy} />
      </Popover.Dropdown>
    </Popover>
  );
}

function CopyFoot({ clipboard, onCopy }: { clipboard: ReturnType<typeof useClipboard>; onCopy: () => void }) {
  return (
    <div className={classes.foot}>
      <span role="status" className={classes.copied}>
        {clipboard.error
          ? 'This window may not write to the clipboard. Mark the text and copy it.'
          : clipboard.copied
            ? 'Copied'
            : ''}
      </span>
      <Button
        variant="default"
        data-autofocus
        leftSection={
          clipboard.copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />
        }
        onClick={onCopy}
      >
        Copy
      </Button>
    </div>
  );
}
