<?php
/**
 * The number of an insurer.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

/** The Institutionskennzeichen (IK) by which German health insurers are told apart: nine digits. */
final class InsurerNumber {
	/**
	 * Whether a text is an IK. The last digit checks the third to the eighth: they are multiplied by 2, 1, 2, 1, 2, 1,
	 * and the digits of the products add up to a number that ends in it.
	 *
	 * @param string $text The text.
	 */
	public static function is_valid( string $text ): bool {
		if ( preg_match( '/^\d{9}\z/', $text ) !== 1 ) {
			return false;
		}
		$sum = 0;
		foreach ( str_split( substr( $text, 2, 6 ) ) as $place => $digit ) {
			$product = (int) $digit * ( 0 === $place % 2 ? 2 : 1 );
			$sum    += intdiv( $product, 10 ) + $product % 10;
		}
		return $sum % 10 === (int) $text[8];
	}

	/** What is said about a text that is not an IK. */
	public static function warning(): string {
		return __( 'This is not an insurer\'s number (IK): it has nine digits, and the last one checks the others. Compare it with the prescription or the insurance card, or leave the field empty.', 'kontor-bridge' );
	}
}
