<?php
/**
 * An unread answer of the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/** An answer that is passed on to the browser without being read. */
final class RawAnswer {
	/**
	 * Makes an answer.
	 *
	 * @param int                   $status  The HTTP status.
	 * @param string                $body    The raw body.
	 * @param array<string, string> $headers The headers that the browser reads.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $body,
		public readonly array $headers,
	) {}
}
