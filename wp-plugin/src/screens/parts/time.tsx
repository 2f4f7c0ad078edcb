import { useSurroundings } from '../surroundings.ts';

/** A time in short; the full one on hover and for screen readers. */
export function Time({ at }: { at: string }) {
  const { format } = useSurroundings();
  return (
    <time dateTime={at} title={format.exactly(at)}>
      {format.when(at)}
    </time>
  );
}
