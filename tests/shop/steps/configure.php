<?php
// Makes a shop from the data of country.ts: currency, VAT, shipping, payment methods, products, and a key for the REST API.
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user( 1 );
WC_Install::install();
// WooCommerce does this at the first page of wp-admin; it turns HPOS on.
WC_Install::newly_installed();

global $wp_rewrite, $wpdb;
$wp_rewrite->set_permalink_structure( '/%postname%/' );
$wp_rewrite->flush_rules( true );

$shop    = $args['shop'];
$options = array(
	'blogname'                                     => $shop['name'],
	'woocommerce_default_country'                  => $shop['country'],
	'woocommerce_store_address'                    => $shop['address']['street'],
	'woocommerce_store_city'                       => $shop['address']['city'],
	'woocommerce_store_postcode'                   => $shop['address']['postcode'],
	'woocommerce_currency'                         => $shop['currency']['code'],
	'woocommerce_currency_pos'                     => $shop['currency']['position'],
	'woocommerce_price_thousand_sep'               => $shop['currency']['thousands'],
	'woocommerce_price_decimal_sep'                => ',',
	'woocommerce_price_num_decimals'               => '2',
	'woocommerce_calc_taxes'                       => 'yes',
	'woocommerce_prices_include_tax'               => 'yes',
	'woocommerce_tax_display_shop'                 => 'incl',
	'woocommerce_tax_display_cart'                 => 'incl',
	'woocommerce_manage_stock'                     => 'yes',
	'woocommerce_enable_guest_checkout'            => 'yes',
	'woocommerce_coming_soon'                      => 'no',
	'woocommerce_onboarding_profile'               => array( 'skipped' => true, 'completed' => true ),
	'woocommerce_task_list_hidden'                 => 'yes',
	'woocommerce_show_marketplace_suggestions'     => 'no',
	'woocommerce_allow_tracking'                   => 'no',
	'woocommerce_admin_install_timestamp'          => time() - 90 * DAY_IN_SECONDS,
	'woocommerce_custom_orders_table_data_sync_enabled' => 'no',
	'timezone_string'                              => $shop['timeZone'],
	'date_format'                                  => 'd.m.Y',
	'blog_public'                                  => '0',
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
delete_transient( '_wc_activation_redirect' );

if ( null !== $shop['taxClass'] ) {
	WC_Tax::create_tax_class( $shop['taxClass']['name'], $shop['taxClass']['slug'] );
}
foreach ( $shop['rates'] as $rate ) {
	WC_Tax::_insert_tax_rate(
		array(
			'tax_rate_country'  => $shop['country'],
			'tax_rate_state'    => '',
			'tax_rate'          => "{$rate['percent']}.0000",
			'tax_rate_name'     => $rate['name'],
			'tax_rate_priority' => 1,
			'tax_rate_compound' => 0,
			'tax_rate_shipping' => 1,
			'tax_rate_order'    => 0,
			'tax_rate_class'    => $rate['taxClass'],
		)
	);
}

$shipping = $shop['shipping'];
$zone     = new WC_Shipping_Zone();
$zone->set_zone_name( $shipping['zone'] );
$zone->add_location( $shop['country'], 'country' );
$zone->save();
$post   = $zone->add_shipping_method( 'flat_rate' );
$pickup = $zone->add_shipping_method( 'local_pickup' );
update_option( "woocommerce_flat_rate_{$post}_settings", array( 'title' => $shipping['parcel'], 'tax_status' => 'taxable', 'cost' => $shipping['cost'] ) );
update_option( "woocommerce_local_pickup_{$pickup}_settings", array( 'title' => $shipping['pickup'], 'tax_status' => 'none', 'cost' => '' ) );
foreach ( $shop['payment'] as $method => $title ) {
	$settings = (array) get_option( "woocommerce_{$method}_settings", array() );
	update_option( "woocommerce_{$method}_settings", array_merge( $settings, array( 'enabled' => 'yes', 'title' => $title ) ) );
}

foreach ( $shop['products'] as $data ) {
	$product = new WC_Product_Simple();
	$product->set_name( $data['name'] );
	$product->set_sku( $data['sku'] );
	$product->set_regular_price( $data['price'] );
	$product->set_tax_status( null === $data['taxClass'] ? 'none' : 'taxable' );
	$product->set_tax_class( $data['taxClass'] ?? '' );
	$product->set_virtual( $data['isVirtual'] ?? false );
	if ( null !== $data['stock'] ) {
		$product->set_manage_stock( true );
		$product->set_stock_quantity( $data['stock'] );
	}
	$product->save();
}
$variable  = $shop['variable'];
$attribute = new WC_Product_Attribute();
$attribute->set_name( $variable['attribute'] );
$attribute->set_options( $variable['options'] );
$attribute->set_visible( true );
$attribute->set_variation( true );
$parent = new WC_Product_Variable();
$parent->set_name( $variable['name'] );
$parent->set_sku( $variable['sku'] );
$parent->set_attributes( array( $attribute ) );
$parent->save();
foreach ( $variable['options'] as $option ) {
	$variation = new WC_Product_Variation();
	$variation->set_parent_id( $parent->get_id() );
	$variation->set_attributes( array( sanitize_title( $variable['attribute'] ) => $option ) );
	$variation->set_sku( "{$variable['sku']}-$option" );
	$variation->set_regular_price( $variable['price'] );
	$variation->save();
}

$coupon = new WC_Coupon();
$coupon->set_code( $shop['coupon']['code'] );
$coupon->set_discount_type( 'percent' );
$coupon->set_amount( $shop['coupon']['percent'] );
$coupon->save();

wp_insert_post(
	array(
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_title'   => $shop['classicCheckout']['title'],
		'post_name'    => $shop['classicCheckout']['slug'],
		'post_content' => '[woocommerce_checkout]',
	)
);

$wpdb->insert(
	"{$wpdb->prefix}woocommerce_api_keys",
	array(
		'user_id'         => 1,
		'description'     => 'Tests',
		'permissions'     => 'read_write',
		'consumer_key'    => wc_api_hash( $args['key'] ),
		'consumer_secret' => $args['secret'],
		'truncated_key'   => substr( $args['key'], -7 ),
	)
);
// Setting the permalinks made WordPress forget the endpoints that WooCommerce had added, such as order-received. The
// next request makes the rules anew, with everything that is registered by then.
delete_option( 'rewrite_rules' );
return true;
