<?php
/**
 * The download of an order's file.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Prescription\FileType;
use Kontor\Bridge\Prescription\Files;

/** Hands a file out to users who may edit orders, as a download: the browser never shows it as a page of this site. */
final class FileDownload {
	/** Listens to admin-post.php. */
	public function register(): void {
		add_action( 'admin_post_kontor_file', array( $this, 'answer' ) );
	}

	/** Checks capability and nonce, and hands the file out. */
	public function answer(): void {
		if ( ! current_user_can( 'edit_shop_orders' ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kontor-bridge' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'kontor_file' );
		$order_id = isset( $_REQUEST['order'] ) ? absint( $_REQUEST['order'] ) : 0;
		$file     = Files::at( $order_id, isset( $_REQUEST['place'] ) ? absint( $_REQUEST['place'] ) : 0 );
		$bytes    = null === $file ? null : Files::bytes( $order_id, $file['sha256'] );
		if ( null === $file || null === $bytes ) {
			wp_die( esc_html__( 'This file is not there any more.', 'kontor-bridge' ), '', array( 'response' => 404 ) );
		}
		nocache_headers();
		header( 'Content-Type: ' . $file['media_type'] );
		header( 'Content-Length: ' . strlen( $bytes ) );
		header( 'X-Content-Type-Options: nosniff' );
		header( sprintf( 'Content-Disposition: attachment; filename="order-%d-%d.%s"; filename*=UTF-8\'\'%s', $order_id, $file['place'], FileType::ENDINGS[ $file['media_type'] ], rawurlencode( $file['name'] ) ) );
		echo $bytes; // phpcs:ignore WordPress.Security.EscapeOutput -- A download.
		exit;
	}
}
