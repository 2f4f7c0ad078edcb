<?php
/**
 * Double of WooCommerce's OrderUtil, which knows an order's type.
 *
 * @package Kontor
 */

namespace Automattic\WooCommerce\Utilities;

use Kontor\Bridge\Tests\Site;

final class OrderUtil {
	public static function custom_orders_table_usage_is_enabled(): bool {
		return true;
	}
	public static function get_order_type( int $id ): string {
		return isset( Site::$now->orders[ $id ] ) ? Site::$now->orders[ $id ]->get_type() : '';
	}
}
