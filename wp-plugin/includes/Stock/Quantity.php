<?php
/**
 * A quantity of an article.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

/** An exact quantity with up to six decimals, kept as a whole number of millionths. A sum of floats would not be exact. */
final class Quantity {
	private const PLACES = 6;
	private const ONE    = 1000000;

	/**
	 * Makes a quantity.
	 *
	 * @param int $millionths The quantity in millionths.
	 */
	private function __construct( private readonly int $millionths ) {}

	/**
	 * Reads a quantity as the bridge writes it, such as `12` or `-0.5`; null if it is not one.
	 *
	 * @param mixed $text What stands in its place.
	 */
	public static function of( mixed $text ): ?self {
		if ( ! is_string( $text ) || preg_match( '/^(-?)(\d{1,12})(?:\.(\d{1,6}))?\z/', $text, $parts ) !== 1 ) {
			return null;
		}
		$millionths = (int) ( $parts[2] . str_pad( $parts[3] ?? '', self::PLACES, '0' ) );
		return new self( '-' === $parts[1] ? -$millionths : $millionths );
	}

	/**
	 * The sum of both.
	 *
	 * @param self $other Another quantity.
	 */
	public function plus( self $other ): self {
		return new self( $this->millionths + $other->millionths );
	}

	/** Whether there is anything of it. */
	public function is_positive(): bool {
		return $this->millionths > 0;
	}

	/** The next whole number that is not larger: 2.5 becomes 2, and -0.5 becomes -1. */
	public function floor(): int {
		return intdiv( $this->millionths, self::ONE ) - ( $this->millionths % self::ONE < 0 ? 1 : 0 );
	}

	/** The quantity as the bridge writes it, without zeros at its end. */
	public function text(): string {
		$amount   = abs( $this->millionths );
		$decimals = rtrim( sprintf( '%06d', $amount % self::ONE ), '0' );
		return ( $this->millionths < 0 ? '-' : '' ) . intdiv( $amount, self::ONE ) . ( '' === $decimals ? '' : ".$decimals" );
	}

	/** The quantity as people of the shop's language write it. */
	public function words(): string {
		$text   = $this->text();
		$places = str_contains( $text, '.' ) ? strlen( $text ) - strpos( $text, '.' ) - 1 : 0;
		return number_format_i18n( (float) $text, $places );
	}
}
