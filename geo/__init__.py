"""Articles to GeoJSON: find the places, resolve them, extract visits and border references, keep the sentence."""
