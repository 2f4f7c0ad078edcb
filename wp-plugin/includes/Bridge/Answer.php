<?php
/**
 * An answer of the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Problem;

/** A JSON object from the bridge, or the problem that stands in its place. */
final class Answer {
	/**
	 * Makes an answer.
	 *
	 * @param array<string, mixed>|null $data    The object; null where there is a problem.
	 * @param Problem|null              $problem The problem; null if the request succeeded.
	 * @param int                       $status  The HTTP status; 0 if no answer came.
	 * @param int                       $wait    After how many seconds the bridge wants the next attempt; 0: it did not say.
	 */
	private function __construct(
		public readonly ?array $data,
		public readonly ?Problem $problem,
		public readonly int $status,
		public readonly int $wait = 0,
	) {}

	/**
	 * The answer to a request that succeeded.
	 *
	 * @param array<string, mixed> $data   The object.
	 * @param int                  $status The HTTP status.
	 */
	public static function of( array $data, int $status = 200 ): self {
		return new self( $data, null, $status );
	}

	/**
	 * The problem of the answer; null if it is the bridge's. Another server's object, such as a proxy's
	 * `{"status":"ok"}`, lacks the text that the bridge's answer has, and must not count as success.
	 *
	 * @param string $name The name of a text that the bridge's answer to this request always has.
	 */
	public function problem_without( string $name ): ?Problem {
		if ( null !== $this->problem || is_string( $this->data[ $name ] ?? null ) ) {
			return $this->problem;
		}
		return new Problem( 'bridge.other_version', __( 'The server at the bridge\'s address did not answer what it was asked.', 'kontor-bridge' ), __( 'Check the bridge\'s address, and update the plugin and the bridge.', 'kontor-bridge' ) );
	}

	/**
	 * The answer to a request that failed, or whose outcome is not known.
	 *
	 * @param Problem $problem The problem.
	 * @param int     $status  The HTTP status; 0 if no answer came.
	 * @param int     $wait    After how many seconds the bridge wants the next attempt.
	 */
	public static function failed( Problem $problem, int $status = 0, int $wait = 0 ): self {
		return new self( null, $problem, $status, $wait );
	}
}
