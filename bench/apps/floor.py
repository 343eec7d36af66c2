"""The floor: an app that shows nothing but one filter and what it holds."""

import streamlit as st

st.title("Empty")
chosen = st.pills("Kinds", ("visit", "border", "excerpt", "milestone"), selection_mode="multi")
st.write(f"ready {','.join(chosen)}")
