<?php
// Makes a copy of the finished shop one of its own: its address, where its orders lie, and its language.
update_option( 'siteurl', $args['url'] );
update_option( 'home', $args['url'] );
update_option( 'woocommerce_custom_orders_table_enabled', $args['hpos'] ? 'yes' : 'no' );
if ( '' !== $args['locale'] ) {
	update_option( 'WPLANG', $args['locale'] );
}
return true;
