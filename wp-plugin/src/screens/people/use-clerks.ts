import type { PeopleAnswer, PersonView } from '@kontor/shared/api/people';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

/** The clerks of the office; none while they are read, or if they cannot be. */
export function useClerks(): readonly PersonView[] {
  const { bridge } = useSurroundings();
  const [people] = useAnswer(
    (signal) =>
      bridge.ask<PeopleAnswer>('GET', '/people', {
        query: { kind: 'clerk' },
        read: (value) => value as PeopleAnswer,
        signal,
      }),
    'clerks',
  );
  return people.kind === 'answer' ? people.value.people : [];
}
