import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { undoFailure } from '../../src-renderer/ui/undo-failure.ts';

const spent = new ORPCError('INSUFFICIENT_CREDIT', { data: { requested: 5000, available: 3750 } });
const undoneBefore = new ORPCError('ALREADY_REVERSED', { data: { by: 53 } });
const euros = (cents: number) => `€${(cents / 100).toFixed(2)}`;

describe('an Undo that fails', () => {
  it('says what was spent since, in the credit’s unit', () => {
    expect(undoFailure(spent, { undone: 0, of: 1, left: '' }, euros)).toEqual({
      title: 'This can’t be undone',
      advice: 'It added €50.00, and €37.50 is left.',
    });
  });

  it('says what else stands in its way', () => {
    expect(undoFailure(undoneBefore, { undone: 0, of: 1, left: '' }, euros)).toEqual({
      title: 'This change has already been undone',
      advice: 'See entry 53.',
    });
  });

  it('tells what of it was undone all the same', () => {
    expect(undoFailure(undoneBefore, { undone: 1, of: 2, left: ': 3 left now' }, euros)).toEqual({
      title: 'Undone in part, 1 of 2 entries: 3 left now',
      advice: 'The rest: This change has already been undone. See entry 53.',
    });
    expect(undoFailure(spent, { undone: 1, of: 2, left: '' }, euros)).toEqual({
      title: 'Undone in part, 1 of 2 entries',
      advice: 'The rest: It added €50.00, and €37.50 is left.',
    });
  });
});
