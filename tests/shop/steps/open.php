<?php
// Gives a copy of the template its own address, order storage and language.
update_option( 'siteurl', $args['url'] );
update_option( 'home', $args['url'] );
update_option( 'woocommerce_custom_orders_table_enabled', $args['hpos'] ? 'yes' : 'no' );
if ( '' !== $args['locale'] ) {
	update_option( 'WPLANG', $args['locale'] );
}
return true;
