<?php
/**
 * An answer of the bridge as it came.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/** What is passed on to the browser without being read. */
final class RawAnswer {
	/**
	 * Makes an answer.
	 *
	 * @param int                   $status  HTTP's.
	 * @param string                $body    The raw body.
	 * @param array<string, string> $headers The headers that the browser reads.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $body,
		public readonly array $headers,
	) {}
}
