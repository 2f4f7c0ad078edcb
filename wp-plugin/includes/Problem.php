<?php
/**
 * A reason why something did not work.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/** A reason that a person can act on: a stable code, what happened, and what to do. */
final class Problem {
	/**
	 * Makes a reason.
	 *
	 * @param string $code `group.detail`, such as `bridge.not_json`.
	 * @param string $cause What happened, in words.
	 * @param string $remedy What to do about it.
	 */
	public function __construct(
		public readonly string $code,
		public readonly string $cause,
		public readonly string $remedy,
	) {}

	/**
	 * The reason as it is stored.
	 *
	 * @return array{code: string, cause: string, remedy: string}
	 */
	public function stored(): array {
		return array(
			'code'   => $this->code,
			'cause'  => $this->cause,
			'remedy' => $this->remedy,
		);
	}

	/**
	 * Reads a stored reason; null if there is none.
	 *
	 * @param mixed $stored What `stored` returned, or its JSON.
	 */
	public static function of( mixed $stored ): ?self {
		$read = is_string( $stored ) ? json_decode( $stored, true ) : $stored;
		if ( ! is_array( $read ) || ! is_string( $read['code'] ?? null ) ) {
			return null;
		}
		return new self( $read['code'], (string) ( $read['cause'] ?? '' ), (string) ( $read['remedy'] ?? '' ) );
	}
}
