"""Text to who said what: one small encoder, quotation marks, speakers."""
