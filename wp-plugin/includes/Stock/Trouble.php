<?php
/**
 * Trouble with reading the stock.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Problem;

/**
 * Remembers that the bridge did not answer. For some seconds, no page asks again, so that a bridge that hangs does not
 * slow every page. The admin sees the problem until an answer comes; a visitor never does.
 */
final class Trouble {
	public const OPTION         = 'kontor_stock_trouble';
	private const PAUSE_SECONDS = 15;
	/** A problem that is older was not met again, perhaps since no page shows stock any more. */
	private const SHOWN_SECONDS = HOUR_IN_SECONDS;

	/** Whether pages do not ask now. If the pause is over, this page tries, and the others wait for what comes of it. */
	public static function pauses(): bool {
		$stored = self::stored();
		if ( array() === $stored ) {
			return false;
		}
		if ( (int) ( $stored['until'] ?? 0 ) > time() ) {
			return true;
		}
		update_option( self::OPTION, array( 'until' => time() + self::PAUSE_SECONDS ) + $stored );
		return false;
	}

	/**
	 * Begins a pause.
	 *
	 * @param Problem $problem Why the bridge did not answer.
	 */
	public static function begin( Problem $problem ): void {
		update_option(
			self::OPTION,
			array(
				'until'   => time() + self::PAUSE_SECONDS,
				'at'      => time(),
				'problem' => $problem->stored(),
			)
		);
	}

	/** Ends the trouble, since the bridge has answered. */
	public static function end(): void {
		if ( array() !== self::stored() ) {
			delete_option( self::OPTION );
		}
	}

	/** The problem of the last hour; null if there is none. */
	public static function problem(): ?Problem {
		$stored = self::stored();
		return (int) ( $stored['at'] ?? 0 ) > time() - self::SHOWN_SECONDS ? Problem::of( $stored['problem'] ?? null ) : null;
	}

	/** What the problem means for the shop, as a headline. */
	public static function headline(): string {
		return __( 'The office\'s stock cannot be read, so the shop shows WooCommerce\'s own', 'kontor-bridge' );
	}

	/**
	 * The stored trouble.
	 *
	 * @return array<string, mixed>
	 */
	private static function stored(): array {
		$stored = get_option( self::OPTION );
		return is_array( $stored ) ? $stored : array();
	}
}
