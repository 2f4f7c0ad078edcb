<?php
/**
 * What the bridge answered.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Problem;

/** A JSON object from the bridge, or why there is none. */
final class Answer {
	/**
	 * Makes an answer.
	 *
	 * @param array<string, mixed>|null $data    The object; null where there is a problem.
	 * @param Problem|null              $problem Why there is none.
	 * @param int                       $status  HTTP's; 0 where no answer came.
	 * @param int                       $wait    In how many seconds the bridge asks to come again; 0: it did not say.
	 */
	private function __construct(
		public readonly ?array $data,
		public readonly ?Problem $problem,
		public readonly int $status,
		public readonly int $wait = 0,
	) {}

	/**
	 * The bridge did what it was asked.
	 *
	 * @param array<string, mixed> $data   What it answered.
	 * @param int                  $status HTTP's.
	 */
	public static function of( array $data, int $status = 200 ): self {
		return new self( $data, null, $status );
	}

	/**
	 * Why the question was not answered; null where it was. An object of somebody else, such as a proxy's `{"status":"ok"}`, lacks
	 * what the bridge's own answer has, and must not count as done.
	 *
	 * @param string $name A text that the bridge's answer to this question always has.
	 */
	public function problem_without( string $name ): ?Problem {
		if ( null !== $this->problem || is_string( $this->data[ $name ] ?? null ) ) {
			return $this->problem;
		}
		return new Problem( 'bridge.other_version', __( 'The server at the bridge\'s address did not answer what it was asked.', 'kontor-bridge' ), __( 'Check the bridge\'s address, and update the plugin and the bridge.', 'kontor-bridge' ) );
	}

	/**
	 * It did not, or nobody knows.
	 *
	 * @param Problem $problem Why.
	 * @param int     $status  HTTP's; 0 where no answer came.
	 * @param int     $wait    In how many seconds it asks to come again.
	 */
	public static function failed( Problem $problem, int $status = 0, int $wait = 0 ): self {
		return new self( null, $problem, $status, $wait );
	}
}
