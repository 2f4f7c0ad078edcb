import { useSurroundings } from '../surroundings.ts';

/** A time in short, with the full date and time on hover. */
export function Time({ at }: { at: string }) {
  const { format } = useSurroundings();
  return (
    <time dateTime={at} title={format.exactly(at)}>
      {format.when(at)}
    </time>
  );
}
