<?php
// Makes a Norwegian shop: kroner, prices with VAT of 25, 15 and 12 %, shipping, payment methods, products, and a key for the REST API.
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user( 1 );
WC_Install::install();
// WooCommerce does this at the first page of wp-admin; it turns HPOS on.
WC_Install::newly_installed();

global $wp_rewrite, $wpdb;
$wp_rewrite->set_permalink_structure( '/%postname%/' );
$wp_rewrite->flush_rules( true );

$options = array(
	'woocommerce_default_country'                  => 'NO',
	'woocommerce_store_address'                    => 'Storgata 1',
	'woocommerce_store_city'                       => 'Tromsø',
	'woocommerce_store_postcode'                   => '9008',
	'woocommerce_currency'                         => 'NOK',
	'woocommerce_currency_pos'                     => 'left_space',
	'woocommerce_price_thousand_sep'               => ' ',
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
	'timezone_string'                              => 'Europe/Oslo',
	'date_format'                                  => 'd.m.Y',
	'blog_public'                                  => '0',
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
delete_transient( '_wc_activation_redirect' );

WC_Tax::create_tax_class( 'Mat', 'food' );
$rates = array(
	''             => array( '25.0000', 'MVA 25 %' ),
	'food'         => array( '15.0000', 'MVA 15 %' ),
	'reduced-rate' => array( '12.0000', 'MVA 12 %' ),
	'zero-rate'    => array( '0.0000', 'MVA 0 %' ),
);
foreach ( $rates as $class => list( $rate, $name ) ) {
	WC_Tax::_insert_tax_rate(
		array(
			'tax_rate_country'  => 'NO',
			'tax_rate_state'    => '',
			'tax_rate'          => $rate,
			'tax_rate_name'     => $name,
			'tax_rate_priority' => 1,
			'tax_rate_compound' => 0,
			'tax_rate_shipping' => 1,
			'tax_rate_order'    => 0,
			'tax_rate_class'    => $class,
		)
	);
}

$zone = new WC_Shipping_Zone();
$zone->set_zone_name( 'Norge' );
$zone->add_location( 'NO', 'country' );
$zone->save();
$post   = $zone->add_shipping_method( 'flat_rate' );
$pickup = $zone->add_shipping_method( 'local_pickup' );
update_option( "woocommerce_flat_rate_{$post}_settings", array( 'title' => 'Posten Norgespakke', 'tax_status' => 'taxable', 'cost' => '79.20' ) );
update_option( "woocommerce_local_pickup_{$pickup}_settings", array( 'title' => 'Hentes', 'tax_status' => 'none', 'cost' => '' ) );
foreach ( array( 'bacs' => 'Faktura', 'cod' => 'Oppkrav' ) as $method => $title ) {
	$settings = (array) get_option( "woocommerce_{$method}_settings", array() );
	update_option( "woocommerce_{$method}_settings", array_merge( $settings, array( 'enabled' => 'yes', 'title' => $title ) ) );
}

/** The products: SKU, name, price with VAT, tax class ('none': not taxable), stock (null: not managed). */
$products = array(
	array( 'LUPE-3X', 'Lupe 3× med lys', '349.00', '', 50 ),
	array( 'BRILLE-SNOR', 'Brillesnor, 3 stk', '99.90', '', null ),
	array( 'INNLEGG-42', 'Innleggssåler str. 42', '1249.00', '', null ),
	array( 'PLASTER-33', 'Plaster, pose', '28.33', '', null ),
	array( 'OMEGA-3', 'Omega-3, 120 kapsler', '189.00', 'food', 200 ),
	array( 'TRANSPORT', 'Pasienttransport', '450.00', 'reduced-rate', null ),
	array( 'BOK-RYGG', 'Bok: Sterk rygg', '299.00', 'zero-rate', null ),
	array( 'GAVEKORT-500', 'Gavekort 500 kr', '500.00', 'none', null ),
);
foreach ( $products as list( $sku, $name, $price, $class, $stock ) ) {
	$product = new WC_Product_Simple();
	$product->set_name( $name );
	$product->set_sku( $sku );
	$product->set_regular_price( $price );
	$product->set_tax_status( 'none' === $class ? 'none' : 'taxable' );
	$product->set_tax_class( 'none' === $class ? '' : $class );
	$product->set_virtual( in_array( $sku, array( 'GAVEKORT-500', 'TRANSPORT' ), true ) );
	if ( null !== $stock ) {
		$product->set_manage_stock( true );
		$product->set_stock_quantity( $stock );
	}
	$product->save();
}
$size = new WC_Product_Attribute();
$size->set_name( 'Størrelse' );
$size->set_options( array( 'S', 'M' ) );
$size->set_visible( true );
$size->set_variation( true );
$stocking = new WC_Product_Variable();
$stocking->set_name( 'Støttestrømpe' );
$stocking->set_sku( 'STROMPE' );
$stocking->set_attributes( array( $size ) );
$stocking->save();
foreach ( array( 'S', 'M' ) as $option ) {
	$variation = new WC_Product_Variation();
	$variation->set_parent_id( $stocking->get_id() );
	$variation->set_attributes( array( sanitize_title( 'Størrelse' ) => $option ) );
	$variation->set_sku( "STROMPE-$option" );
	$variation->set_regular_price( '229.00' );
	$variation->save();
}

$coupon = new WC_Coupon();
$coupon->set_code( 'vaar10' );
$coupon->set_discount_type( 'percent' );
$coupon->set_amount( 10 );
$coupon->save();

// WooCommerce's own pages use blocks, so the classic checkout gets a page of its own.
wp_insert_post(
	array(
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_title'   => 'Kasse (klassisk)',
		'post_name'    => 'klassisk-kasse',
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
return true;
