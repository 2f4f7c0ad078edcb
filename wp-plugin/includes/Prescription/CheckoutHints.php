<?php
/**
 * Hints at the fields of the checkout.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Admin\Script;

/**
 * Tells a customer beside the field, in both checkouts, that a number cannot be right. It is only told: the customer
 * can place the order all the same.
 */
final class CheckoutHints {
	/** Adds the script to the page that is shown. */
	public static function enqueue(): void {
		Script::add(
			'checkout',
			array(
				'insurerNumber' => array(
					'inputs' => array( 'kontor_insurer_ik', 'order-kontor-insurer-ik' ),
					'hint'   => InsurerNumber::warning(),
				),
			)
		);
	}
}
