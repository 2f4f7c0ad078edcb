<?php
/**
 * The fields of a prescription.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Settings;
use WC_Order;

/**
 * What an order can say about the prescription behind it. Each value is a plain text in the order's meta data, from
 * which the bridge reads it. Every field may be left empty, and no value is refused: a wrong one is kept as it was
 * typed, and a clerk corrects it on the order.
 *
 * @phpstan-type Field array{group: string, label: string, kind: string, longest: int, checkout: bool}
 */
final class Fields {
	/** The groups, which the shop switches one by one. */
	public const GROUPS = array( 'patient', 'doctor', 'insurer', 'insurance_number', 'prescription_number' );

	/**
	 * Every field by its name. `kind`: text, number (blanks are left out), date or ik. `longest`: how many characters
	 * are kept. `checkout`: whether customers are asked; the others are for clerks.
	 *
	 * @return array<string, Field>
	 */
	public static function all(): array {
		return array(
			'patient_first_name'  => self::field( 'patient', __( 'Patient\'s first name', 'kontor-bridge' ), 'text', 100 ),
			'patient_last_name'   => self::field( 'patient', __( 'Patient\'s last name', 'kontor-bridge' ), 'text', 100 ),
			'patient_birth_date'  => self::field( 'patient', __( 'Patient\'s date of birth', 'kontor-bridge' ), 'date', 30 ),
			'doctor_name'         => self::field( 'doctor', __( 'Doctor', 'kontor-bridge' ), 'text', 150 ),
			'doctor_lanr'         => self::field( 'doctor', __( 'Doctor\'s number (LANR)', 'kontor-bridge' ), 'number', 20, false ),
			'doctor_bsnr'         => self::field( 'doctor', __( 'Practice\'s number (BSNR)', 'kontor-bridge' ), 'number', 20, false ),
			'insurer_name'        => self::field( 'insurer', __( 'Health insurer', 'kontor-bridge' ), 'text', 150 ),
			'insurer_ik'          => self::field( 'insurer', __( 'Insurer\'s number (IK)', 'kontor-bridge' ), 'ik', 20 ),
			'insurance_number'    => self::field( 'insurance_number', __( 'Insurance number', 'kontor-bridge' ), 'number', 30 ),
			'insurance_status'    => self::field( 'insurance_number', __( 'Insurance status', 'kontor-bridge' ), 'text', 30, false ),
			'prescription_number' => self::field( 'prescription_number', __( 'Prescription number', 'kontor-bridge' ), 'text', 60 ),
			'prescription_date'   => self::field( 'prescription_number', __( 'Date of the prescription', 'kontor-bridge' ), 'date', 30 ),
		);
	}

	/**
	 * The fields that customers are asked for in this shop.
	 *
	 * @return array<string, Field>
	 */
	public static function at_checkout(): array {
		return array_filter( self::all(), static fn ( array $field ): bool => $field['checkout'] && Settings::asks_for( $field['group'] ) );
	}

	/**
	 * The fields that are shown on an order: those of the shop's groups, and those that the order has in any case.
	 *
	 * @param WC_Order $order The order.
	 * @return array<string, Field>
	 */
	public static function on_order( WC_Order $order ): array {
		$is_shown = static fn ( array $field, string $name ): bool => Settings::asks_for( $field['group'] ) || '' !== self::value( $order, $name );
		return array_filter( self::all(), $is_shown, ARRAY_FILTER_USE_BOTH );
	}

	/**
	 * The key of a field in the order's meta data.
	 *
	 * @param string $name The field's name.
	 */
	public static function meta_key( string $name ): string {
		return "_kontor_$name";
	}

	/**
	 * What an order says in a field; empty if it says nothing.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $name  The field's name.
	 */
	public static function value( WC_Order $order, string $name ): string {
		$value = $order->get_meta( self::meta_key( $name ) );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * Sets a field of an order, which the caller saves. An empty value leaves nothing behind.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $name  The field's name.
	 * @param mixed    $typed What a person has typed.
	 */
	public static function set( WC_Order $order, string $name, mixed $typed ): void {
		$value = self::cleaned( $name, $typed );
		if ( '' === $value ) {
			$order->delete_meta_data( self::meta_key( $name ) );
		} else {
			$order->update_meta_data( self::meta_key( $name ), $value );
		}
	}

	/**
	 * A value as it is kept: one line of plain text that is not too long, and a day as 1980-12-24 if it can be read.
	 *
	 * @param string $name  The field's name.
	 * @param mixed  $typed What a person has typed.
	 */
	public static function cleaned( string $name, mixed $typed ): string {
		$field = self::all()[ $name ];
		$text  = is_scalar( $typed ) ? sanitize_text_field( (string) $typed ) : '';
		$text  = match ( $field['kind'] ) {
			'number', 'ik' => strtoupper( (string) preg_replace( '/\s+/', '', $text ) ),
			'date'         => self::day( $text ) ?? $text,
			default        => $text,
		};
		return mb_substr( $text, 0, $field['longest'] );
	}

	/**
	 * What is wrong with a value, for whoever can correct it; empty if nothing is.
	 *
	 * @param string $name  The field's name.
	 * @param string $value The value.
	 */
	public static function warning( string $name, string $value ): string {
		if ( '' === $value ) {
			return '';
		}
		return match ( self::all()[ $name ]['kind'] ) {
			'ik'    => InsurerNumber::is_valid( $value ) ? '' : InsurerNumber::warning(),
			'date'  => self::day( $value ) === $value ? '' : __( 'This is not a date. Write it as 1980-12-24.', 'kontor-bridge' ),
			default => '',
		};
	}

	/**
	 * A day as 1980-12-24; null if the text is no day. Customers also write 24.12.1980.
	 *
	 * @param string $text The text.
	 */
	private static function day( string $text ): ?string {
		if ( preg_match( '/^(\d{4})-(\d{1,2})-(\d{1,2})$/', $text, $part ) === 1 ) {
			list( , $year, $month, $day ) = $part;
		} elseif ( preg_match( '/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/', $text, $part ) === 1 ) {
			list( , $day, $month, $year ) = $part;
		} else {
			return null;
		}
		return checkdate( (int) $month, (int) $day, (int) $year ) ? sprintf( '%04d-%02d-%02d', $year, $month, $day ) : null;
	}

	/**
	 * Makes a field.
	 *
	 * @param string $group    Its group.
	 * @param string $label    Its label.
	 * @param string $kind     text, number, date or ik.
	 * @param int    $longest  How many characters are kept.
	 * @param bool   $checkout Whether customers are asked.
	 * @return Field
	 */
	private static function field( string $group, string $label, string $kind, int $longest, bool $checkout = true ): array {
		return compact( 'group', 'label', 'kind', 'longest', 'checkout' );
	}
}
